package io.ringway.media.playout;

/**
 * The delay aimed at: what covers nearly all of the delays lately seen.
 *
 * <p>The largest delay of each half second goes into a histogram that forgets; the target is its
 * 97th percentile. Reordering and recurring peaks may raise it ({@link ReorderDelay}, {@link
 * DelayPeaks}), settings bound it.
 */
final class TargetDelay {

    private static final int BUCKET_MS = 5;
    private static final int BUCKETS = 400;
    private static final float KEPT = 0.983f;
    private static final double QUANTILE = 0.97;
    private static final long INTERVAL_NS = 500_000_000;
    private static final long MS = 1_000_000;

    /** An outlier counts a twentieth less after each half second. */
    private static final int OUTLIER_FADING = 20;

    private static final long MAX_HEADROOM_NS = 20 * MS;

    private final PlayoutSettings settings;
    private final DelayHistogram histogram = new DelayHistogram(BUCKETS, BUCKET_MS, KEPT);
    private final ReorderDelay reorder = new ReorderDelay();
    private final DelayPeaks peaks = new DelayPeaks();

    private boolean inInterval;
    private long intervalStartNs;
    private long intervalMaxNs;
    private long outlierNs;
    private int histogramMs;
    private int reorderMs;
    private long wantedNs;

    TargetDelay(PlayoutSettings settings) {
        this.settings = settings;
        restart();
    }

    void restart() {
        histogram.restart();
        reorder.restart();
        peaks.restart();
        inInterval = false;
        outlierNs = 0;
        reorderMs = 0;
        histogramMs = settings.startDelayMs();
        wantedNs = histogramMs * MS;
    }

    /** The delay aimed at, within the settings' bounds. */
    long targetNs() {
        return Math.clamp(wantedNs, settings.minDelayMs() * MS, settings.maxDelayMs() * MS);
    }

    /**
     * How far above the target the delay need not be lowered, once it is there, because delays were
     * lately seen that the target does not cover.
     */
    long headroomNs() {
        long uncoveredNs = Math.max(outlierNs, intervalMaxNs) - targetNs();
        return Math.clamp(uncoveredNs, 0, MAX_HEADROOM_NS);
    }

    /**
     * A packet came.
     *
     * @param delayNs its delay relative to the fastest
     * @param reordered whether a later one had come before it
     */
    void onArrival(long delayNs, boolean reordered, long arrivalNs) {
        if (!inInterval) {
            inInterval = true;
            intervalStartNs = arrivalNs;
            intervalMaxNs = 0;
        }
        if (arrivalNs - intervalStartNs > INTERVAL_NS) {
            histogram.add(intervalMaxNs);
            histogramMs = histogram.quantileMs(QUANTILE);
            outlierNs = Math.max(outlierNs - outlierNs / OUTLIER_FADING, intervalMaxNs);
            intervalStartNs = arrivalNs;
            intervalMaxNs = 0;
        }
        intervalMaxNs = Math.max(intervalMaxNs, delayNs);
        peaks.onArrival(delayNs, histogramMs * MS, arrivalNs);
        reorderMs = reorder.onArrival(delayNs, reordered, histogramMs);
        wantedNs = Math.max(Math.max(histogramMs, reorderMs) * MS, peaks.heightNs(arrivalNs));
    }

    /**
     * A packet came that can restore the missing one before it, which is as good as if that one had
     * come late.
     *
     * @param delayNs how late
     */
    void onRestorable(long delayNs) {
        reorderMs = reorder.onArrival(delayNs, true, histogramMs);
    }
}
