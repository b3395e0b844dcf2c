package io.ringway.media.recording;

/**
 * Where packets belong in a file, by their RTP time.
 *
 * <p>Sans-IO. Thread: its recording's.
 */
final class RecordingTimeline {

    /** The packet's time has been written already. */
    static final long LATE = -1;

    /** A step back by more is a new timeline rather than a late packet: 2 s. */
    private static final long MAX_LATENESS_48K = 96_000;

    private final long maxGap48k;
    private boolean started;
    private long originRtp;
    private long written48k;

    /**
     * @param maxGap48k a longer gap is left out
     */
    RecordingTimeline(long maxGap48k) {
        this.maxGap48k = maxGap48k;
    }

    /**
     * How much is missing before a packet, in multiples of 2.5 ms (the rest is made up for by a
     * later gap), or {@link #LATE}.
     */
    long gapBefore(long rtpTimestamp) {
        long ahead = rtpTimestamp - originRtp - written48k;
        if (!started || ahead > maxGap48k || ahead < -MAX_LATENESS_48K) {
            started = true;
            originRtp = rtpTimestamp - written48k;
            return 0;
        }
        if (ahead <= -ConcealmentRequest.GRAIN_48K) {
            return LATE;
        }
        return Math.max(0, ahead - ahead % ConcealmentRequest.GRAIN_48K);
    }

    /** Accounts for what was written, packet or filling. */
    void advance(int samples48k) {
        written48k += samples48k;
    }

    long written48k() {
        return written48k;
    }
}
