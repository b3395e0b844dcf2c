package io.ringway.media.playout;

/**
 * The delay aimed at: what covers nearly all of the delays lately seen.
 *
 * <p>The largest delay of each half second goes into a histogram that forgets; the target is its
 * 95th percentile. Reordering and recurring peaks may raise it ({@link ReorderDelay}, {@link
 * DelayPeaks}), settings bound it.
 */
final class TargetDelay {

    private static final int BUCKET_MS = 5;
    private static final int BUCKETS = 400;
    private static final float KEPT = 0.983f;
    private static final double QUANTILE = 0.95;
    private static final long INTERVAL_NS = 500_000_000;
    private static final long MS = 1_000_000;

    private final PlayoutSettings settings;
    private final DelayHistogram histogram = new DelayHistogram(BUCKETS, BUCKET_MS, KEPT);
    private final ReorderDelay reorder = new ReorderDelay();
    private final DelayPeaks peaks = new DelayPeaks();

    private boolean inInterval;
    private long intervalStartNs;
    private long intervalMaxNs;
    private int histogramMs;
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
        histogramMs = settings.startDelayMs();
        wantedNs = histogramMs * MS;
    }

    /** The delay aimed at, within the settings' bounds. */
    long targetNs() {
        return Math.clamp(wantedNs, settings.minDelayMs() * MS, settings.maxDelayMs() * MS);
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
            intervalStartNs = arrivalNs;
            intervalMaxNs = 0;
        }
        intervalMaxNs = Math.max(intervalMaxNs, delayNs);
        peaks.onArrival(delayNs, histogramMs * MS, arrivalNs);
        int reorderMs = reorder.onArrival(delayNs, reordered, histogramMs);
        wantedNs = Math.max(Math.max(histogramMs, reorderMs) * MS, peaks.heightNs(arrivalNs));
    }
}
