package io.ringway.media.tone;

import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a tone: some sines at once, or a pause.
 *
 * @param durationMs 1 to an hour, or {@link #ENDLESS}
 * @param partials at most {@value #MAX_PARTIALS} that fit into 16 bits together; none are a pause
 */
public record ToneSegment(int durationMs, List<Partial> partials) {

    /** A duration that never ends. */
    public static final int ENDLESS = 0;

    static final int MAX_PARTIALS = 4;
    private static final int MAX_DURATION_MS = 3_600_000;

    public ToneSegment {
        partials = List.copyOf(partials);
        if (durationMs < 0 || durationMs > MAX_DURATION_MS) {
            throw new IllegalArgumentException(
                    "durationMs must be 0 (endless) to 3600000, got " + durationMs);
        }
        if (partials.size() > MAX_PARTIALS) {
            throw new IllegalArgumentException(
                    "a tone has at most 4 partials at once, got " + partials.size());
        }
        if (partials.stream().mapToDouble(Partial::amplitude).sum() > Short.MAX_VALUE) {
            throw new IllegalArgumentException("partials would clip together: " + partials);
        }
    }

    /** Sines for some time, all at one level. */
    public static ToneSegment on(int durationMs, double levelDbm0, double... hz) {
        return new ToneSegment(
                durationMs,
                Arrays.stream(hz).mapToObj(each -> new Partial(each, levelDbm0)).toList());
    }

    /** A pause. */
    public static ToneSegment off(int durationMs) {
        return new ToneSegment(durationMs, List.of());
    }
}
