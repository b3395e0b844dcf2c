package io.ringway.media.leg;

/**
 * A frame to be encoded, put together from pieces of 10 or 20 ms: sources are read at an even pace
 * however long the packets are (RFC 8866 §6.4), so that what they have is neither asked for in
 * bursts nor before it is there.
 *
 * <p>Thread: the leg's shard. Allocates only when its rate or the pieces' length change.
 */
final class CollectedFrame {

    private static final int PIECE_MS = 20;
    private static final int SHORT_PIECE_MS = 10;

    private short[] frame = new short[0];
    private short[] piece = new short[0];
    private int rateHz;
    private int frameMs = PIECE_MS;
    private int nextFrameMs = PIECE_MS;
    private int samples;
    private boolean talkSpurt;
    private long dueNs;

    /**
     * Sets the length of frames from the next one on, and their rate, a change of which loses what
     * is collected.
     *
     * @param packetTimeMs 10, 20, 30, 40 or 60
     * @return whether the rate has changed
     */
    boolean tune(int newRateHz, int packetTimeMs) {
        boolean changed = newRateHz != rateHz;
        if (changed) {
            rateHz = newRateHz;
            samples = 0;
            frame = new short[rateHz / 1_000 * FrameEncoder.LONGEST_MS];
        }
        nextFrameMs = packetTimeMs;
        if (samples == 0) {
            frameMs = nextFrameMs;
        }
        if (piece.length != rateHz / 1_000 * pieceMs()) {
            piece = new short[rateHz / 1_000 * pieceMs()];
        }
        return changed;
    }

    /** How much is read at a time, in ms. */
    int pieceMs() {
        return frameMs % PIECE_MS == 0 ? PIECE_MS : SHORT_PIECE_MS;
    }

    /** Where the next piece is read into, all of it. */
    short[] piece() {
        return piece;
    }

    /**
     * Adds the piece.
     *
     * @param begins whether nothing was said directly before it
     * @param pieceDueNs when it was due
     */
    void add(boolean begins, long pieceDueNs) {
        if (samples == 0) {
            talkSpurt = begins;
            dueNs = pieceDueNs;
        }
        System.arraycopy(piece, 0, frame, samples, piece.length);
        samples += piece.length;
    }

    boolean isEmpty() {
        return samples == 0;
    }

    boolean isFull() {
        return samples >= rateHz / 1_000 * frameMs;
    }

    /** The samples, of which {@link #samples} count. */
    short[] pcm() {
        return frame;
    }

    int samples() {
        return samples;
    }

    /** Whether nothing was said directly before its first piece. */
    boolean talkSpurt() {
        return talkSpurt;
    }

    /** When its first piece was due. */
    long dueNs() {
        return dueNs;
    }

    /** It has been encoded, or never will be. */
    void clear() {
        samples = 0;
        frameMs = nextFrameMs;
    }
}
