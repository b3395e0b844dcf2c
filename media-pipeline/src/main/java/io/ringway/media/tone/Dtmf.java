package io.ringway.media.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Telephone keys as tones: one low and one high frequency at once (ITU-T Q.23).
 *
 * <p>The high one is 2 dB louder, as lines weaken it more (ETSI ES 201 235-2 §4.2.3). A receiver
 * takes tones of 40 ms for valid at the latest (ITU-T Q.24 §2.5).
 */
public final class Dtmf {

    /** How long a key sounds unless told otherwise. */
    public static final int ON_MS = 70;

    /** How long the pause behind it is unless told otherwise. */
    public static final int OFF_MS = 70;

    private static final double LOW_DBM0 = -11;
    private static final double HIGH_DBM0 = -9;

    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] ROW_HZ = {697, 770, 852, 941};
    private static final int[] COLUMN_HZ = {1_209, 1_336, 1_477, 1_633};

    private Dtmf() {}

    /** Keys one after the other with the usual timing. */
    public static Tone of(String keys) {
        return of(keys, ON_MS, OFF_MS);
    }

    /**
     * Keys one after the other, each with its pause, also the last.
     *
     * @param keys 0 to 9, *, #, A to D in either case
     * @param onMs how long each sounds
     * @param offMs how long each pause is
     */
    public static Tone of(String keys, int onMs, int offMs) {
        if (onMs < 1 || offMs < 1) {
            throw new IllegalArgumentException(
                    "keys and pauses take at least 1 ms, got " + onMs + " and " + offMs);
        }
        List<ToneSegment> segments = new ArrayList<>();
        for (char key : keys.toUpperCase(Locale.ROOT).toCharArray()) {
            segments.add(new ToneSegment(onMs, partials(key)));
            segments.add(ToneSegment.off(offMs));
        }
        return new Tone(segments, false);
    }

    private static List<Partial> partials(char key) {
        int index = KEYS.indexOf(key);
        if (index < 0) {
            throw new IllegalArgumentException("keys are 0-9 * # A-D, got '" + key + "'");
        }
        return List.of(
                new Partial(ROW_HZ[index / 4], LOW_DBM0),
                new Partial(COLUMN_HZ[index % 4], HIGH_DBM0));
    }
}
