package io.ringway.media.playback;

/** Samples ready to be played, first in, first out; of fixed size. Thread: the owner's. */
final class SampleFifo {

    private final short[] samples;
    private int head;
    private int size;
    private long taken;

    SampleFifo(int capacity) {
        samples = new short[capacity];
    }

    int size() {
        return size;
    }

    int room() {
        return samples.length - size;
    }

    /** The buffer to append to at {@link #tail}, with that much room behind it. */
    short[] buffer(int room) {
        if (room > room()) {
            throw new IllegalStateException(
                    "%d samples of room, %d wanted".formatted(room(), room));
        }
        if (head + size + room > samples.length) {
            System.arraycopy(samples, head, samples, 0, size);
            head = 0;
        }
        return samples;
    }

    int tail() {
        return head + size;
    }

    /** Samples written at {@link #tail} now count. */
    void appended(int count) {
        size += count;
    }

    void read(short[] out, int offset, int count) {
        peek(out, offset, count);
        head += count;
        size -= count;
        taken += count;
    }

    /** How many were ever read. */
    long taken() {
        return taken;
    }

    void peek(short[] out, int offset, int count) {
        if (count > size) {
            throw new IllegalStateException(
                    "%d samples are held, %d wanted".formatted(size, count));
        }
        System.arraycopy(samples, head, out, offset, count);
    }

    /** Forgets all. */
    void clear() {
        size = 0;
    }
}
