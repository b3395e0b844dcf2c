package io.ringway.server.impairment;

import java.util.Locale;

/**
 * What a network does to one stream of packets.
 *
 * @param jitterMs mean, and standard deviation, of the time packets wait in queues, 0 to 1,000; see
 *     {@link NetworkPath} for its distribution
 * @param reorderPercent share of packets held back behind later ones, 0 to 50
 * @param driftPpm how much too fast the sender's clock runs, −1,000 to 1,000 millionths
 * @param seed of all chance; the same one, the same packets
 */
public record Impairment(
        LossModel loss, int jitterMs, double reorderPercent, int driftPpm, long seed) {

    /** A perfect network. */
    public static final Impairment NONE = new Impairment(LossModel.NONE, 0, 0, 0, 0);

    private static final long MILLION = 1_000_000;

    public Impairment {
        require("jitter", jitterMs, 0, 1_000, "ms");
        require("reorder", reorderPercent, 0, 50, "percent");
        require("drift", driftPpm, -1_000, 1_000, "ppm");
    }

    /** Whether anything at all happens to packets. */
    public boolean any() {
        return loss.percent() > 0 || jitterMs > 0 || reorderPercent > 0 || driftPpm != 0;
    }

    /** The same network with other luck. */
    public Impairment withSeed(long other) {
        return new Impairment(loss, jitterMs, reorderPercent, driftPpm, other);
    }

    /**
     * When a moment of the sender's clock really is, both in nanoseconds from the start, up to 100
     * days.
     */
    public long realNs(long senderNs) {
        return senderNs - Math.round((double) senderNs * driftPpm / (MILLION + driftPpm));
    }

    static void require(String what, double value, double min, double max, String unit) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s must be %s to %s %s, got %s",
                            what,
                            text(min),
                            text(max),
                            unit,
                            text(value)));
        }
    }

    private static String text(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
