package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against tables 1 and 2 of ITU-T G.711, built here from their chords and steps. */
@Timeout(20)
class G711Test {

    @ParameterizedTest
    @EnumSource(G711.class)
    void shouldDecodeEveryCodeToTheMiddleOfItsInterval(G711 law) {
        List<Integer> decisions = decisions(law);
        for (int n = 0; n < 128; n++) {
            int value = value(law, decisions, n);
            assertEquals(value, law.decode((byte) code(law, n, false)), "positive " + n);
            assertEquals(-value, law.decode((byte) code(law, n, true)), "negative " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void shouldEncodeEverySampleToTheIntervalItLiesIn(G711 law) {
        List<Integer> decisions = decisions(law);
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int magnitude = (sample < 0 ? ~sample : sample) / unit(law);
            int n = 127;
            while (n > 0 && magnitude < decisions.get(n)) {
                n--;
            }
            int code = law.encode((short) sample) & 0xFF;
            assertEquals(code(law, n, sample < 0), code, "sample " + sample);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void shouldBringEveryCodeBack(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            // The µ law has a second zero, which is sent as the first.
            int expected = law == G711.MU_LAW && code == 0x7F ? 0xFF : code;
            assertEquals(expected, law.encode(sample) & 0xFF);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MU_LAW, 0, 255",
        "MU_LAW, 32767, 128",
        "MU_LAW, -32768, 0",
        "A_LAW, 0, 213",
        "A_LAW, -1, 85",
        "A_LAW, 32767, 170",
        "A_LAW, -32768, 42"
    })
    void shouldEncodeTheEndsOfItsRange(G711 law, short sample, int code) {
        assertEquals(code, law.encode(sample) & 0xFF);
    }

    /** Annex to G.711: the sequences that decode to a sine of 1 kHz at 0 dBm0. */
    @Test
    void shouldDecodeTheReferenceToneToItsLevel() {
        assertEquals(-6.15, level(G711.A_LAW, 0x34, 0x21, 0x21, 0x34), 0.1);
        assertEquals(-6.18, level(G711.MU_LAW, 0x1E, 0x0B, 0x0B, 0x1E), 0.1);
    }

    /** Level of half a period and its opposite in dB relative to a square wave of full scale. */
    private static double level(G711 law, int... codes) {
        double sum = 0;
        for (int code : codes) {
            double positive = law.decode((byte) (code | 0x80));
            double negative = law.decode((byte) code);
            assertEquals(-negative, positive);
            sum += positive * positive;
        }
        return 10 * Math.log10(sum / codes.length) - 20 * Math.log10(32_768);
    }

    /** Lower ends of the 128 intervals, in the law's own units. */
    private static List<Integer> decisions(G711 law) {
        List<Integer> decisions = new ArrayList<>();
        int value = 0;
        for (int n = 0; n < 128; n++) {
            decisions.add(value);
            value += step(law, n);
        }
        return decisions;
    }

    /** A law: eight segments, the first two alike. µ law: each twice as coarse as the last. */
    private static int step(G711 law, int n) {
        int segment = n / 16;
        if (law == G711.A_LAW) {
            return segment == 0 ? 1 : 1 << (segment - 1);
        }
        return n == 0 ? 1 : 2 << segment;
    }

    /** The middle of an interval as 16 bits; of the µ law's first one, its lower end. */
    private static int value(G711 law, List<Integer> decisions, int n) {
        int middle = (2 * decisions.get(n) + step(law, n)) * unit(law) / 2;
        return law == G711.MU_LAW && n == 0 ? 0 : middle;
    }

    private static int unit(G711 law) {
        return law == G711.A_LAW ? 16 : 4;
    }

    private static int code(G711 law, int n, boolean isNegative) {
        int sign = isNegative ? 0 : 0x80;
        return law == G711.A_LAW ? (sign | n) ^ 0x55 : (sign | (127 - n));
    }
}
