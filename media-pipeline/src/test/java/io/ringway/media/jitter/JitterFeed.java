package io.ringway.media.jitter;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.MediaPacket;

/** A jitter buffer on a small slab, fed with tagged packets at 20 ms and 960 ticks a step. */
final class JitterFeed {

    static final long MS = 1_000_000L;
    static final int TICKS = 960;

    final PacketSlab slab = new PacketSlab(1_024, 64);
    final RecordedStream out = new RecordedStream();
    final JitterBuffer buffer;
    private final MediaPacket packet = new MediaPacket();
    private final int firstSequence;
    private final long firstTimestamp;

    JitterFeed() {
        this(1_000, 5_000);
    }

    JitterFeed(int firstSequence, long firstTimestamp) {
        this(firstSequence, firstTimestamp, JitterSettings.DEFAULTS);
    }

    JitterFeed(int firstSequence, long firstTimestamp, JitterSettings settings) {
        this.firstSequence = firstSequence;
        this.firstTimestamp = firstTimestamp;
        this.buffer = new JitterBuffer(slab, out, settings, 48_000);
    }

    /** Inserts the stream's n-th packet, tagged n, now. */
    int insert(int n, long nowNs) {
        return insert(n, firstSequence + n, firstTimestamp + (long) n * TICKS, nowNs);
    }

    /** Inserts the stream's n-th packet at its regular time. */
    int insert(int n) {
        return insert(n, n * 20L * MS);
    }

    int insert(int tag, int sequence, long timestamp, long nowNs) {
        int slot = slab.take();
        int offset = slab.offset(slot);
        slab.buffer().putInt(offset + 12, tag);
        packet.payload(slab.buffer(), offset + 12, 4)
                .position(sequence & 0xFFFF, timestamp & 0xFFFF_FFFFL)
                .type(111, false)
                .times(nowNs, 0);
        return buffer.insert(slot, packet);
    }

    /** Lets time pass up to a moment, timers and all. */
    void advance(long nowNs) {
        while (buffer.nextDeadlineNs() <= nowNs) {
            buffer.onTimer(buffer.nextDeadlineNs());
        }
    }

    static Counter reason(int code) {
        return Counter.ofCode(code);
    }
}
