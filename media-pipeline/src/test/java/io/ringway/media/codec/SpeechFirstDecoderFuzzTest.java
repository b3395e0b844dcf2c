package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.ChangingEncoder.Coding;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of every coding, whole and broken, in any order, lost and restored: all last as told. */
@Timeout(60)
class SpeechFirstDecoderFuzzTest {

    private final CounterBlock counters = new Counters().shared();
    private final UnsafeBuffer pcm = TestSound.offHeap(4_000);

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldYieldEveryPacketsDurationWhateverComes(int rateHz) {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
        OpusStream speech = speech();
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            try (SpeechFirstDecoder decoder =
                    new SpeechFirstDecoder(rateHz, () -> new LibopusDecoder(rateHz, 1), counters)) {
                for (int i = 0; i < 400; i++) {
                    step(decoder, packet(speech, random, i), random);
                }
            }
        }
        long entered = counters.get(Counter.OPUS_FULL_ENTERED);
        assertTrue(entered >= 40, entered + " streams went over");
        assertEquals(entered, counters.get(Counter.OPUS_FULL_LEFT));
    }

    private void step(OpusDecoder decoder, byte[] packet, Random random) {
        int rateHz = decoder.rateHz();
        UnsafeBuffer in = TestSound.offHeap(packet);
        int samples48k = OpusPacket.samples48k(in, 0, packet.length);
        int room = rateHz * 120 / 1_000;
        switch (random.nextInt(20)) {
            case 0 -> {
                int lost = rateHz / 400 * (1 + random.nextInt(48));
                assertEquals(lost, decoder.conceal(lost, pcm, 0));
            }
            case 1 -> {
                int lost = rateHz / 50;
                int got = decoder.decode(in, 0, packet.length, true, pcm, 0, lost);
                assertTrue(got == lost || got == OpusDecoder.FAILED, "restored " + got);
            }
            default -> {
                int got = decoder.decode(in, 0, packet.length, false, pcm, 0, room);
                int expected = samples48k < 0 ? OpusDecoder.FAILED : samples48k * rateHz / 48_000;
                assertTrue(got == expected || got == OpusDecoder.FAILED, got + ", not " + expected);
            }
        }
    }

    /** Mostly speech, in which bits are wrong now and then, with stretches of noise. */
    private static byte[] packet(OpusStream speech, Random random, int index) {
        byte[] packet = speech.packets().get(random.nextInt(speech.packets().size())).clone();
        if (index % 200 > 180) {
            packet = new byte[1 + random.nextInt(300)];
            random.nextBytes(packet);
        } else if (random.nextInt(4) == 0) {
            packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return packet;
    }

    private static OpusStream speech() {
        try (ChangingEncoder encoder = new ChangingEncoder(TestSound.voice(48_000, 1, 4, 6), 20)) {
            return encoder.encode(Coding.SILK, 60).encode(Coding.HYBRID, 60).stream();
        }
    }
}
