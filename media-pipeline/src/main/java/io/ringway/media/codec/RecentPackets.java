package io.ringway.media.codec;

import io.ringway.media.memory.NativeMemory;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last packets of a stream, 100 ms of them as far as they fit in 1 KB, for another decoder to
 * learn the sound from before it takes the stream over.
 *
 * <p>One ring of bytes off-heap, each packet behind its length and duration, so that keeping one
 * touches the cache lines it fills and no others. 1 KB holds 100 ms at up to 75 kb/s, more than
 * mono speech is sent with. What was made up for a lost packet is remembered as its duration. Freed
 * by {@link #close}. Thread: the decoder's.
 */
final class RecentPackets implements AutoCloseable {

    /** Decodes a packet, as {@link AudioDecoder#decode} does. */
    @FunctionalInterface
    interface Decoding {
        int decode(
                DirectBuffer packet,
                int offset,
                int length,
                MutableDirectBuffer pcmOut,
                int outOffset,
                int maxSamples);
    }

    /** Makes up samples, as {@link AudioDecoder#conceal} does. */
    @FunctionalInterface
    interface Concealing {
        int conceal(int samples, MutableDirectBuffer pcmOut, int outOffset);
    }

    static final int CAPACITY_BYTES = 1_024;

    /** Long-term prediction (at most 18 ms back) has had five frames to come right in. */
    private static final int ENOUGH_48K = 4_800;

    /** Length, then duration at 48 kHz: 16 bits each. */
    private static final int HEADER_BYTES = 4;

    /** In a length's place: the next packet begins at the ring's beginning. */
    private static final int WRAPPED = 0xFFFF;

    private static final int BYTES_PER_SAMPLE = 2;

    private final UnsafeBuffer ring;
    private long memory;
    private int oldest;
    private int end;
    private int held48k;

    RecentPackets() {
        memory = NativeMemory.allocate(CAPACITY_BYTES);
        ring = new UnsafeBuffer(memory, CAPACITY_BYTES);
    }

    /** Keeps a copy; a packet too large to keep breaks the row. */
    void add(DirectBuffer packet, int offset, int length, int samples48k) {
        int bytes = HEADER_BYTES + length;
        if (bytes >= CAPACITY_BYTES) {
            clear();
            return;
        }
        forget(samples48k);
        makeRoom(bytes);
        ring.putInt(end, length | (samples48k << 16), ByteOrder.LITTLE_ENDIAN);
        ring.putBytes(end + HEADER_BYTES, packet, offset, length);
        end += bytes;
        held48k += samples48k;
    }

    /** Remembers that so much was made up. */
    void addConcealed(int samples48k) {
        add(ring, 0, 0, samples48k);
    }

    /** How long the sound is that is held, at 48 kHz. */
    int held48k() {
        return held48k;
    }

    /**
     * Lets another decoder go through all of it, oldest first, each piece over the one before.
     *
     * @param pcm room for a packet of 120 ms
     * @param ratio 48 kHz over the decoder's rate
     * @return the last sample of it; 0 without any
     */
    short replay(Decoding packets, Concealing losses, MutableDirectBuffer pcm, int ratio) {
        int room = OpusPacket.MAX_SAMPLES_48K / ratio;
        short last = 0;
        int left48k = held48k;
        for (int at = oldest; left48k > 0; ) {
            at = begin(at);
            int length = ring.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            int samples48k = duration48k(at);
            at += HEADER_BYTES;
            // What is refused here teaches nothing; it was told as what it is when it came.
            int samples =
                    length > 0
                            ? packets.decode(ring, at, length, pcm, 0, room)
                            : losses.conceal(samples48k / ratio, pcm, 0);
            if (samples > 0) {
                last = pcm.getShort(BYTES_PER_SAMPLE * (samples - 1), ByteOrder.LITTLE_ENDIAN);
            }
            at += length;
            left48k -= samples48k;
        }
        return last;
    }

    void clear() {
        oldest = 0;
        end = 0;
        held48k = 0;
    }

    @Override
    public void close() {
        if (memory != 0) {
            ring.wrap(0, 0);
            clear();
            NativeMemory.free(memory);
            memory = 0;
        }
    }

    /** Drops what is older than 100 ms with so much to come. */
    private void forget(int samples48k) {
        while (held48k > 0 && held48k + samples48k - duration48k(begin(oldest)) >= ENOUGH_48K) {
            dropOldest();
        }
    }

    /** Makes {@code end} the beginning of so many free bytes in one piece. */
    private void makeRoom(int bytes) {
        while (held48k > 0) {
            if (end <= oldest) {
                // An end that caught up would look like one not gone round.
                if (end + bytes < oldest) {
                    return;
                }
                dropOldest();
            } else if (end + bytes <= CAPACITY_BYTES) {
                return;
            } else {
                if (end + HEADER_BYTES <= CAPACITY_BYTES) {
                    ring.putInt(end, WRAPPED, ByteOrder.LITTLE_ENDIAN);
                }
                end = 0;
            }
        }
        clear();
    }

    private void dropOldest() {
        int at = begin(oldest);
        held48k -= duration48k(at);
        oldest = at + HEADER_BYTES + (ring.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }

    /** Where the packet's header really is: here, or at the ring's beginning. */
    private int begin(int at) {
        boolean wrapped =
                at + HEADER_BYTES > CAPACITY_BYTES
                        || (ring.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF) == WRAPPED;
        return wrapped ? 0 : at;
    }

    private int duration48k(int at) {
        return ring.getShort(at + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
