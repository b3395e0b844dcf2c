package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VoiceActivityAllocationTest {

    private static final int FRAMES = 20_000;
    private static final long NEAR_NOTHING = 4_096;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldAllocateNothingOnceWarm(int rateHz) {
        VoiceActivity detector = new VoiceActivity(rateHz, Aggressiveness.NORMAL);
        BargeInDetector bargeIn = new BargeInDetector(200_000_000, 100_000_000);
        short[] pcm = new short[rateHz];
        Random random = new Random(9);
        for (int i = 0; i < pcm.length; i++) {
            double burst = i % (rateHz / 2) < rateHz / 4 ? 8_000 : 30;
            pcm[i] = (short) (burst * (0.3 * random.nextGaussian() + Math.sin(i * 900.0 / rateHz)));
        }
        int events = run(detector, bargeIn, pcm);
        assertTrue(events > 0, "the sound is to open and close it");
        long bytes = Allocations.leastOf(() -> run(detector, bargeIn, pcm), NEAR_NOTHING);
        // The measurement itself may allocate a little; a frame must not.
        assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + FRAMES + " frames");
    }

    private static int run(VoiceActivity detector, BargeInDetector bargeIn, short[] pcm) {
        int frame = pcm.length / 50;
        int events = 0;
        for (int i = 0; i < FRAMES; i++) {
            boolean active = detector.process(pcm, i % 50 * frame, frame);
            if (bargeIn.onFrame(active, i * 20_000_000L) != BargeInDetector.Event.NONE) {
                events++;
            }
        }
        return events;
    }
}
