package io.ringway.server.speech;

/**
 * How loud one leg of a session was over the last 100 ms of its audio.
 *
 * @param rmsDbfs root mean square relative to full scale, {@link #SILENCE_DBFS} to 0
 * @param peakDbfs largest sample, in the same terms
 * @param audioMs audio received so far, with what was dropped
 * @param droppedMs how much of that was dropped on the way and is silence here
 */
public record LevelSnapshot(
        String sessionId, int leg, double rmsDbfs, double peakDbfs, long audioMs, long droppedMs) {

    /** What 16 bits call silence. */
    public static final double SILENCE_DBFS = -96;
}
