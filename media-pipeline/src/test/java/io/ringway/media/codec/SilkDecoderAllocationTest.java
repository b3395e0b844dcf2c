package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.codec.silk.SilkDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decoding, restoring and concealing cost in garbage, once warm. */
@Timeout(60)
class SilkDecoderAllocationTest {

    private static final int ROUNDS = 40;

    /** The measurement itself, or the compiler at its work, may allocate a little. */
    private static final long NEAR_NOTHING = 4_096;

    private final UnsafeBuffer pcm = TestSound.offHeap(4_000);
    private final UnsafeBuffer packet = TestSound.offHeap(1_500);

    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldAllocateNothing(int rateHz) {
        SilkDecoder decoder = new SilkDecoder(rateHz);
        OpusStream stream = OpusStream.redundantVoice();
        Runnable step = () -> decode(decoder, stream);
        repeat(step);
        long bytes = Allocations.leastOf(() -> repeat(step), NEAR_NOTHING);
        assertTrue(bytes < NEAR_NOTHING, bytes + " bytes");
    }

    private void decode(SilkDecoder decoder, OpusStream stream) {
        int samples = decoder.rateHz() / 50;
        for (int i = 0; i < stream.packets().size(); i++) {
            byte[] bytes = stream.packets().get(i);
            packet.putBytes(0, bytes);
            switch (i % 10) {
                case 3 -> decoder.conceal(samples, pcm, 0);
                case 4 -> {
                    decoder.restore(packet, 0, bytes.length, pcm, 0, samples);
                    decoder.decode(packet, 0, bytes.length, pcm, 0, samples);
                }
                default -> decoder.decode(packet, 0, bytes.length, pcm, 0, samples);
            }
        }
    }

    private static void repeat(Runnable step) {
        for (int i = 0; i < ROUNDS; i++) {
            step.run();
        }
    }
}
