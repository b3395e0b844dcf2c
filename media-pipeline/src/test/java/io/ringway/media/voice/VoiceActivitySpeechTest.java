package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detection over the speech set, in noise of known strength. Prints the rates it holds. */
@Timeout(60)
class VoiceActivitySpeechTest {

    private static final double CLEAN = 99;
    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({
        "8000, LOW, WHITE, 99, 0.99, 0.00, 60",
        "8000, NORMAL, WHITE, 99, 0.98, 0.00, 60",
        "8000, HIGH, WHITE, 99, 0.95, 0.00, 80",
        "16000, LOW, WHITE, 99, 0.99, 0.00, 60",
        "16000, NORMAL, WHITE, 99, 0.98, 0.00, 60",
        "16000, HIGH, WHITE, 99, 0.94, 0.00, 140",
        "8000, LOW, WHITE, 20, 0.99, 0.01, 60",
        "8000, LOW, PINK, 10, 0.98, 0.01, 60",
        "8000, LOW, HUM, 5, 0.98, 0.01, 80",
        "8000, NORMAL, WHITE, 20, 0.97, 0.01, 60",
        "8000, NORMAL, WHITE, 10, 0.95, 0.01, 60",
        "8000, NORMAL, WHITE, 5, 0.95, 0.01, 90",
        "8000, NORMAL, PINK, 20, 0.97, 0.01, 60",
        "8000, NORMAL, PINK, 10, 0.95, 0.01, 70",
        "8000, NORMAL, PINK, 5, 0.93, 0.01, 90",
        "8000, NORMAL, HUM, 10, 0.97, 0.01, 60",
        "8000, HIGH, WHITE, 20, 0.92, 0.002, 90",
        "8000, HIGH, PINK, 10, 0.89, 0.002, 90",
        "8000, HIGH, WHITE, 5, 0.88, 0.002, 100",
        "16000, NORMAL, WHITE, 20, 0.96, 0.01, 100",
        "16000, NORMAL, PINK, 10, 0.93, 0.01, 140",
        "16000, NORMAL, PINK, 5, 0.92, 0.01, 150",
        "16000, HIGH, PINK, 10, 0.88, 0.002, 150",
    })
    void shouldFindSpeechInNoise(
            int rateHz,
            Aggressiveness level,
            Noise noise,
            double snrDb,
            double leastDetected,
            double mostFalse,
            int latencyMs)
            throws IOException {
        short[] clean = SpokenSet.at(rateHz);
        SpeechOracle oracle = new SpeechOracle(clean, rateHz);
        short[] noisy =
                snrDb == CLEAN ? clean : add(clean, noise, rateHz, oracle.speechDb() - snrDb);
        DetectionRates rates = rates(noisy, oracle, rateHz, level);
        System.out.printf(
                "VAD %d Hz %s %s %.0f dB: found %.1f %%, false %.2f %%, onset p50 %d p90 %d ms%n",
                rateHz,
                level,
                noise,
                snrDb,
                100 * rates.detected(),
                100 * rates.falseAlarms(),
                rates.latencyMs(0.5),
                rates.latencyMs(0.9));
        assertTrue(rates.detected() >= leastDetected, "found " + rates.detected());
        assertTrue(rates.falseAlarms() <= mostFalse, "false " + rates.falseAlarms());
        assertTrue(rates.latencyMs(0.5) <= 60, "half within " + rates.latencyMs(0.5));
        assertTrue(rates.latencyMs(0.9) <= latencyMs, "90 % within " + rates.latencyMs(0.9));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldFindASpeakerWhoTurnsAway(int rateHz) throws IOException {
        short[] clean = SpokenSet.at(rateHz);
        short[] soft = add(clean, Noise.WHITE, rateHz, -75);
        for (int i = clean.length / 2; i < clean.length; i++) {
            soft[i] = (short) (soft[i] / 10);
        }
        SpeechOracle oracle = new SpeechOracle(clean, rateHz);
        DetectionRates rates = rates(soft, oracle, rateHz, Aggressiveness.NORMAL);
        assertTrue(rates.detected() >= 0.95, "found " + rates.detected());
    }

    @Test
    void shouldDecideTheSameInFramesOfTenAndTwentyMilliseconds() throws IOException {
        short[] clean = SpokenSet.at(8_000);
        VoiceActivity tens = new VoiceActivity(8_000, Aggressiveness.NORMAL);
        VoiceActivity twenties = new VoiceActivity(8_000, Aggressiveness.NORMAL);
        for (int at = 0; at + 160 <= clean.length; at += 160) {
            tens.process(clean, at, 80);
            boolean active = tens.process(clean, at + 80, 80);
            assertEquals(active, twenties.process(clean, at, 160));
            assertEquals(tens.probability(), twenties.probability());
        }
    }

    @Test
    void shouldBeSurerOfSpeechThanOfSilence() throws IOException {
        short[] clean = SpokenSet.at(16_000);
        SpeechOracle oracle = new SpeechOracle(clean, 16_000);
        short[] noisy = add(clean, Noise.PINK, 16_000, oracle.speechDb() - 20);
        VoiceActivity detector = new VoiceActivity(16_000, Aggressiveness.NORMAL);
        double inSpeech = 0;
        double inSilence = 0;
        int spoken = 0;
        int silent = 0;
        for (int hop = 0; hop < oracle.hops(); hop++) {
            detector.process(noisy, hop * 160, 160);
            if (oracle.speech(hop)) {
                inSpeech += detector.probability();
                spoken++;
            } else if (oracle.silence(hop, 30)) {
                inSilence += detector.probability();
                silent++;
            }
        }
        assertTrue(inSpeech / spoken > 0.6, "in speech " + inSpeech / spoken);
        assertTrue(inSilence / silent < 0.05, "in silence " + inSilence / silent);
    }

    private static DetectionRates rates(
            short[] pcm, SpeechOracle oracle, int rateHz, Aggressiveness level) {
        VoiceActivity detector = new VoiceActivity(rateHz, level);
        int hop = rateHz / 100;
        boolean[] found = new boolean[oracle.hops()];
        for (int i = 0; i < found.length; i++) {
            found[i] = detector.process(pcm, i * hop, hop);
        }
        return DetectionRates.of(oracle, found, level.hangoverMs());
    }

    private static short[] add(short[] clean, Noise noise, int rateHz, double levelDb) {
        double[] sound = noise.of(clean.length, rateHz, SEED);
        double scale = 32_768 * Math.pow(10, levelDb / 20);
        short[] sum = new short[clean.length];
        for (int i = 0; i < clean.length; i++) {
            sum[i] = (short) Math.clamp(Math.round(clean[i] + scale * sound[i]), -32_768, 32_767);
        }
        return sum;
    }
}
