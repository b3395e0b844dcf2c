package io.ringway.bench.load;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * When the load generator sent each packet: a file it writes while this reads, both by mapping it.
 *
 * <p>Little-endian. A header of 64 bytes: {@code "RWTIMES1"}, then as 32-bit integers the number of
 * calls, of slots a call, and of RTP ticks a packet. A record of 64 bytes a call: SSRC, first RTP
 * timestamp, and the session's id, empty until the call is set up or if it is not known. Then
 * {@code slots} times a call, {@code CLOCK_MONOTONIC} nanoseconds, 0 until sent; a packet's slot is
 * {@code (rtp - first) / ticks % slots}. The generator makes a new file for every run. Thread: any
 * one.
 */
final class SendTimes {

    /** No such call, or nothing sent. */
    static final int NONE = -1;

    private static final byte[] MAGIC = "RWTIMES1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 64;
    private static final int RECORD_BYTES = 64;
    private static final int ID_OFFSET = 8;
    private static final int ID_BYTES = RECORD_BYTES - ID_OFFSET;
    private static final int MOST_CALLS = 1 << 20;
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private final MemorySegment file;
    private final int calls;
    private final int slots;
    private final int ticks;

    private SendTimes(MemorySegment file) {
        this.file = file;
        calls = file.get(INT, 8);
        slots = file.get(INT, 12);
        ticks = file.get(INT, 16);
    }

    /**
     * Maps a file, for as long as this process lives.
     *
     * @return empty while the generator has not made it yet
     * @throws IOException if it is of another kind
     */
    static Optional<SendTimes> open(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) < HEADER_BYTES) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            MemorySegment magic = mapped.asSlice(0, MAGIC.length);
            if (magic.mismatch(MemorySegment.ofArray(new byte[MAGIC.length])) == -1) {
                return Optional.empty();
            }
            if (magic.mismatch(MemorySegment.ofArray(MAGIC)) != -1) {
                throw new IOException(path + " is no table of send times");
            }
            SendTimes times = new SendTimes(mapped);
            times.check(path);
            return Optional.of(times);
        }
    }

    private void check(Path path) throws IOException {
        boolean sane = calls > 0 && calls <= MOST_CALLS && slots > 0 && ticks > 0;
        if (!sane || file.byteSize() < place(calls, 0)) {
            throw new IOException(
                    "%s has %d bytes for %d calls of %d slots, %d ticks a packet"
                            .formatted(path, file.byteSize(), calls, slots, ticks));
        }
    }

    /** The call whose session has this id, or {@link #NONE}. */
    int callOf(String sessionId) {
        byte[] id = sessionId.getBytes(StandardCharsets.US_ASCII);
        if (id.length == 0) {
            return NONE;
        }
        // What does not fit is cut off, with a zero behind it.
        byte[] padded = new byte[ID_BYTES];
        System.arraycopy(id, 0, padded, 0, Math.min(id.length, ID_BYTES - 1));
        MemorySegment wanted = MemorySegment.ofArray(padded);
        for (int call = 0; call < calls; call++) {
            if (file.asSlice(record(call) + ID_OFFSET, ID_BYTES).mismatch(wanted) == -1) {
                return call;
            }
        }
        return NONE;
    }

    /**
     * The call that has sent a packet of this RTP time, or {@link #NONE} if none has or several
     * have. Timestamps start at random, so that one fits two calls about never.
     */
    int callAt(int rtpTimestamp) {
        int found = NONE;
        for (int call = 0; call < calls; call++) {
            if (sinceFirst(call, rtpTimestamp) % ticks == 0
                    && sinceFirst(call, rtpTimestamp) / ticks < slots
                    && sentNs(call, rtpTimestamp) != 0) {
                if (found != NONE) {
                    return NONE;
                }
                found = call;
            }
        }
        return found;
    }

    /** When a call sent the packet of this RTP time, or 0. */
    long sentNs(int call, int rtpTimestamp) {
        long slot = sinceFirst(call, rtpTimestamp) / ticks % slots;
        return (long) LONG.getAcquire(file, place(call, slot));
    }

    private long sinceFirst(int call, int rtpTimestamp) {
        return Integer.toUnsignedLong(rtpTimestamp - file.get(INT, record(call) + 4));
    }

    private static long record(int call) {
        return HEADER_BYTES + (long) call * RECORD_BYTES;
    }

    private long place(int call, long slot) {
        return record(calls) + ((long) call * slots + slot) * Long.BYTES;
    }
}
