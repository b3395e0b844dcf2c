package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TonePlanTest {

    private static final int RATE_HZ = 8_000;
    private static final int PER_MS = RATE_HZ / 1_000;

    /** Heard, not read: cadences and frequencies are measured in what is played. */
    @ParameterizedTest
    @CsvSource({
        "US, RINGBACK,   440 480, -19, 2000 4000",
        "US, BUSY,       480 620, -24, 500 500",
        "US, CONGESTION, 480 620, -24, 250 250",
        "UK, RINGBACK,   400 450, -13, 400 200 400 2000",
        "UK, CONGESTION, 400,     -10, 400 350 225 525",
        "DE, RINGBACK,   425,     -10, 1000 4000",
        "DE, BUSY,       425,     -10, 480 480",
        "FR, RINGBACK,   440,     -10, 1500 3500",
        "AT, RINGBACK,   420,     -10, 1000 5000",
        "EU, CONGESTION, 425,     -10, 200 200"
    })
    void shouldSoundAsTheNetworkDoes(
            String plan, CallProgress progress, String hz, double levelDbm0, String cadence) {
        short[] pcm = play(plan(plan).tone(progress), 13_000);
        int onMs = Integer.parseInt(cadence.split(" ")[0]);
        for (String each : hz.split(" ")) {
            // Whole turns of beats and sines alike, or the other sine shows in the fit.
            int from = 10 * PER_MS;
            int count = (onMs - 20) / 100 * 100 * PER_MS;
            double level = Spectrum.levelDbm0(pcm, from, count, Double.parseDouble(each), RATE_HZ);
            assertEquals(levelDbm0, level, 0.3, each + " Hz");
        }
        assertEquals(cadence, cadenceOf(pcm, cadence.split(" ").length));
    }

    @ParameterizedTest
    @CsvSource({"US, 350 440", "UK, 350 440", "DE, 425", "FR, 440", "AT, 420", "EU, 425"})
    void shouldPlayDialTonesWithoutPause(String plan, String hz) {
        Tone dial = plan(plan).tone(CallProgress.DIAL);
        assertEquals(-1, dial.durationMs());
        short[] pcm = play(dial, 3_000);
        double power = 0;
        for (String each : hz.split(" ")) {
            double level =
                    Spectrum.levelDbm0(pcm, RATE_HZ, RATE_HZ, Double.parseDouble(each), RATE_HZ);
            power += Math.pow(10, level / 10);
        }
        assertEquals(-10, 10 * Math.log10(power), 0.1);
    }

    @Test
    void shouldHaveEveryToneOfTheCountriesItKnows() {
        for (String name : new String[] {"us", "ca", "uk", "gb", "de", "fr", "at", "eu"}) {
            for (CallProgress progress : CallProgress.values()) {
                Tone tone = plan(name).tone(progress);
                assertEquals(progress != CallProgress.DIAL, tone.repeats());
                assertTrue(tone.durationMs() == -1 || tone.durationMs() >= 400);
            }
        }
        assertEquals(Optional.empty(), TonePlan.of("xx"));
    }

    /** On and off in turn, to the millisecond, of one pass. */
    private static String cadenceOf(short[] pcm, int parts) {
        int[] durations = new int[parts];
        boolean on = true;
        int part = 0;
        for (int ms = 0; part < parts; ms++) {
            int from = ms * PER_MS;
            boolean sounds = false;
            // Within an edge's milliseconds, and where two sines cancel, samples are small.
            for (int i = from; i < Math.min(from + 8 * PER_MS, pcm.length); i++) {
                sounds |= pcm[i] != 0;
            }
            if (!on) {
                sounds = pcm[from + PER_MS - 1] != 0 || pcm[from + PER_MS / 2] != 0;
            }
            if (sounds != on) {
                on = sounds;
                part++;
            }
            if (part < parts) {
                durations[part]++;
            }
        }
        return Arrays.stream(durations).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    private static TonePlan plan(String country) {
        return TonePlan.of(country).orElseThrow();
    }

    private static short[] play(Tone tone, int durationMs) {
        ToneSource source = new ToneSource(tone, RATE_HZ);
        short[] pcm = new short[durationMs * PER_MS];
        assertTrue(source.read(pcm, pcm.length, 0));
        return pcm;
    }

    @Test
    void shouldAddUpDurations() {
        assertEquals(3_000, TonePlan.UK.tone(CallProgress.RINGBACK).durationMs());
        assertEquals(30, new Tone(List.of(ToneSegment.off(30)), false).durationMs());
    }
}
