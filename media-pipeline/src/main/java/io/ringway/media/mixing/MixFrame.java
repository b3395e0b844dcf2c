package io.ringway.media.mixing;

/**
 * A mix to be sent. Participants that were handed the same frame object hear the same, so that it
 * need be encoded once for all of them; {@link #number} tells one frame of it from the next.
 *
 * <p>Holds until the mixer's next {@link Mixer#mix}. Thread: the mixer's.
 */
public final class MixFrame {

    private final short[] pcm;
    private final boolean shared;
    private long number = -1;
    private boolean silent = true;

    MixFrame(int samples, boolean shared) {
        this.pcm = new short[samples];
        this.shared = shared;
    }

    /** The samples, mono; to be read only. */
    public short[] pcm() {
        return pcm;
    }

    /** Whether this is what all hear that do not speak. */
    public boolean isShared() {
        return shared;
    }

    /** Counts the mixer's frames from 0; −1 before the first. */
    public long number() {
        return number;
    }

    /** Whether there is nothing in it, so that it need not be sent at all. */
    public boolean isSilent() {
        return silent;
    }

    void completed(long number, boolean silent) {
        this.number = number;
        this.silent = silent;
    }
}
