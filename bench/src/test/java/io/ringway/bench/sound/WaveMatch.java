package io.ringway.bench.sound;

import java.util.Arrays;

/**
 * How alike two recordings of one voice are, the second later by a time that may change slowly, as
 * a jitter buffer's does.
 */
final class WaveMatch {

    private static final int DECIMATION = 6;
    private static final int WINDOW = 800;
    private static final int MOST_LAG = 3_200;

    private WaveMatch() {}

    /**
     * Best normalised correlation of each 100 ms of the reference with what was heard up to 400 ms
     * later, and of these the median; a splice spoils the windows it is in only.
     *
     * @param reference48k mono
     * @param heard48k mono, not earlier
     * @return −1 to 1
     */
    static double median(short[] reference48k, short[] heard48k) {
        double[] reference = at8k(reference48k);
        double[] heard = at8k(heard48k);
        int windows = Math.min(reference.length, heard.length - MOST_LAG) / WINDOW;
        double[] best = new double[windows];
        for (int n = 0; n < windows; n++) {
            best[n] = -1;
            for (int lag = 0; lag < MOST_LAG; lag++) {
                best[n] = Math.max(best[n], correlation(reference, heard, n * WINDOW, lag));
            }
        }
        Arrays.sort(best);
        return best[windows / 2];
    }

    private static double correlation(double[] reference, double[] heard, int from, int lag) {
        double product = 0;
        double one = 1e-9;
        double other = 1e-9;
        for (int n = from; n < from + WINDOW; n++) {
            product += reference[n] * heard[n + lag];
            one += reference[n] * reference[n];
            other += heard[n + lag] * heard[n + lag];
        }
        return product / Math.sqrt(one * other);
    }

    private static double[] at8k(short[] pcm) {
        double[] slow = new double[pcm.length / DECIMATION];
        for (int n = 0; n < slow.length; n++) {
            for (int k = 0; k < DECIMATION; k++) {
                slow[n] += pcm[n * DECIMATION + k];
            }
        }
        return slow;
    }
}
