package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VoiceActivityFuzzTest {

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldStayInBoundsWhateverItHears(int rateHz) {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Aggressiveness[] levels = Aggressiveness.values();
            VoiceActivity detector = new VoiceActivity(rateHz, levels[seed % levels.length]);
            short[] frame = new short[rateHz / 50];
            for (int i = 0; i < 500; i++) {
                fill(frame, random);
                detector.process(frame, 0, random.nextBoolean() ? frame.length : frame.length / 2);
                float probability = detector.probability();
                assertTrue(probability >= 0 && probability <= 1, seed + ": " + probability);
            }
        }
    }

    /** Silence, one value over and over, the extremes in turn, noise of any strength. */
    private static void fill(short[] frame, Random random) {
        int kind = random.nextInt(4);
        int scale = 1 + random.nextInt(32_767);
        for (int i = 0; i < frame.length; i++) {
            frame[i] =
                    (short)
                            switch (kind) {
                                case 0 -> 0;
                                case 1 -> scale;
                                case 2 -> i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
                                default -> random.nextInt(2 * scale) - scale;
                            };
        }
    }
}
