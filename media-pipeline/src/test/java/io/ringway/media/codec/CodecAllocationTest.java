package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.codec.AudioCodecs.Kind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a frame of 20 ms costs in garbage on its way through codecs, once warm. */
@Timeout(60)
class CodecAllocationTest {

    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 3_000;

    /** The measurement itself, or the compiler at its work, may allocate a little. */
    private static final long NEAR_NOTHING = 4_096;

    private final UnsafeBuffer pcm = TestSound.offHeap(4 * 960);
    private final UnsafeBuffer packet = TestSound.offHeap(1_500);
    private final UnsafeBuffer out = TestSound.offHeap(4 * 960);
    private int frame;

    @ParameterizedTest
    @CsvSource({
        "PCMU, 8000, 1",
        "PCMA, 48000, 2",
        "G722, 16000, 1",
        "G722, 8000, 2",
        "OPUS, 16000, 1",
        "OPUS, 48000, 2"
    })
    void shouldAllocateNothing(Kind kind, int rateHz, int channels) {
        AudioCodecs codecs = new AudioCodecs(OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS));
        short[] voice = TestSound.voice(rateHz, channels, 0.02, 3);
        TestSound.write(voice, 0, voice.length, pcm, 0);
        try (AudioEncoder encoder = codecs.encoder(kind, rateHz, channels);
                AudioDecoder decoder = codecs.decoder(kind, rateHz, channels)) {
            measure(() -> roundTrip(encoder, decoder));
        }
    }

    @Test
    void shouldAllocateNothingToResampleBetweenAnyRates() {
        int[] ratesHz = {8_000, 16_000, 24_000, 48_000};
        short[] in = new short[2 * 960];
        short[] resampled = new short[2 * 960];
        for (int from : ratesHz) {
            for (int to : ratesHz) {
                Resampler resampler = new Resampler(from, to, 2);
                measure(() -> resampler.process(in, 0, from / 50, resampled, 0));
            }
        }
    }

    @Test
    void shouldAllocateNothingForNoiseNorForSteering() {
        ComfortNoise noise = new ComfortNoise().white(50).with(-0.5);
        ComfortNoiseGenerator generator = new ComfortNoiseGenerator(8_000, 48_000, 2, 1);
        RedundancySteering steering = new RedundancySteering();
        measure(
                () -> {
                    noise.write(packet, 0);
                    noise.parse(packet, 0, 2);
                    generator.describe(noise);
                    generator.generate(960, out, 0);
                    steering.onReport(frame++ & 0x3F, frame * 20_000_000L);
                });
    }

    private void roundTrip(AudioEncoder encoder, AudioDecoder decoder) {
        int samples = encoder.rateHz() / 50;
        int length = encoder.encode(pcm, 0, samples, packet, 0, 1_500);
        int got =
                frame++ % 10 == 0
                        ? decoder.conceal(samples, out, 0)
                        : decoder.decode(packet, 0, length, out, 0, samples);
        encoder.expectedLoss(frame % 20);
        if (got != samples) {
            throw new AssertionError(got + " instead of " + samples + " samples");
        }
    }

    private static void measure(Runnable step) {
        repeat(step, WARM_UP);
        long bytes = Allocations.leastOf(() -> repeat(step, MEASURED), NEAR_NOTHING);
        assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + MEASURED + " frames");
    }

    private static void repeat(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }
}
