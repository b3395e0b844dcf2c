package io.ringway.server;

/** What a sample contributes to the sound at a distance from it, in samples. */
public final class WindowedSinc {

    private WindowedSinc() {}

    /** Zero from so many samples away on. */
    public static double at(double distance, int halfTaps) {
        if (Math.abs(distance) >= halfTaps) {
            return 0;
        }
        double angle = Math.PI * distance;
        double sinc = distance == 0 ? 1 : Math.sin(angle) / angle;
        return sinc * (0.5 + 0.5 * Math.cos(angle / halfTaps));
    }
}
