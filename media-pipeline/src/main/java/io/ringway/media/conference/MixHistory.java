package io.ringway.media.conference;

/**
 * The last frames of what all listeners heard. Thread: the room's shard. Allocates nothing once
 * built.
 */
final class MixHistory {

    /** What an encoder needs to hear before it continues as another one would have. */
    private static final int FRAMES = 3;

    private final short[][] frames;
    private int newest = FRAMES - 1;
    private int count;

    MixHistory(int samples) {
        frames = new short[FRAMES][samples];
    }

    /** Adds the frame that was heard last. */
    void add(short[] frame) {
        newest = (newest + 1) % FRAMES;
        System.arraycopy(frame, 0, frames[newest], 0, frame.length);
        count = Math.min(FRAMES, count + 1);
    }

    /** How many there are. */
    int frames() {
        return count;
    }

    /** One of them, the oldest first. */
    short[] frame(int index) {
        return frames[(newest - count + 1 + index + FRAMES) % FRAMES];
    }
}
