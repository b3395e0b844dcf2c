package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets of every length and mode, whole and broken, with any level, lost or not. */
@Timeout(60)
class VoiceGateFuzzTest {

    @ParameterizedTest
    @EnumSource(value = OpusCodecs.Provider.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldStayExactWhateverComes(OpusCodecs.Provider provider) {
        OpusCodecs codecs = OpusCodecsTest.codecs(provider);
        long gated = 0;
        for (int seed = 0; seed < 60; seed++) {
            try (GatedRun run = new GatedRun(codecs.decoder(16_000, 1 + seed % 2), true)) {
                Random random = new Random(seed);
                run.send(new byte[] {0x48}, 960, -30);
                for (int i = 0; i < 200; i++) {
                    boolean hushed = seed % 3 == 0 || i % 100 > 40;
                    step(run, random, hushed);
                }
                run.send(new byte[] {0x48}, 960, -30);
                assertEquals(run.samplesSent(), run.out.totalSamples(), "seed " + seed);
                gated += run.counters.get(Counter.FRAMES_GATED);
            }
        }
        assertTrue(gated > 200, "only " + gated + " frames were gated");
    }

    /** Transform-coded and of no level when hushed, for a gate that shuts now and then. */
    private static void step(GatedRun run, Random random, boolean hushed) {
        byte[] payload = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 900 : 40)];
        random.nextBytes(payload);
        payload[0] |= (byte) (hushed ? 0x80 : 0);
        int levelDbov = hushed ? -80 : -random.nextInt(128);
        int samples48k = OpusPacket.samples48k(TestSound.offHeap(payload), 0, payload.length);
        if (samples48k < 0 || random.nextInt(10) == 0) {
            run.lose(960);
        } else {
            run.send(payload, samples48k, levelDbov);
        }
    }
}
