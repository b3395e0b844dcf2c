package io.ringway.bench.shard;

import io.ringway.media.net.PacketKind;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the remote parties send, in turn, evenly over each 20 ms: sealed ahead some at a time, then
 * put into the ring as an event loop would, and worked off in batches.
 */
final class PacketTraffic {

    /** Packets sealed ahead. */
    static final int PACKETS = 64;

    /** What an event loop reads between two wake-ups of a busy shard. */
    private static final int BATCH = 16;

    private static final int SLOT_BYTES = 512;
    private static final long FRAME_NS = 20_000_000;

    private final DrivenShard driven;
    private final ConnectedLegs legs;
    private final PacketKind kind;
    private final long stepNs;
    private final UnsafeBuffer memory =
            new UnsafeBuffer(ByteBuffer.allocateDirect(PACKETS * SLOT_BYTES));
    private final UnsafeBuffer datagram = new UnsafeBuffer();
    private final int[] lengths = new int[PACKETS];
    private int next;
    private long nowNs = System.nanoTime();
    private long unixNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

    PacketTraffic(DrivenShard driven, ConnectedLegs legs, PacketKind kind) {
        this.driven = driven;
        this.legs = legs;
        this.kind = kind;
        this.stepNs = FRAME_NS / legs.count();
    }

    /** Seals the next packets. */
    void seal() {
        for (int i = 0; i < PACKETS; i++) {
            RemoteParty party = legs.party((next + i) % legs.count());
            lengths[i] =
                    kind == PacketKind.RTP
                            ? party.seal(memory, i * SLOT_BYTES)
                            : party.sealReport(memory, i * SLOT_BYTES, unixNs);
        }
    }

    /** Has the shard handle what was sealed; returns how many bytes reached the speech service. */
    long carry() {
        long bytes = 0;
        for (int i = 0; i < PACKETS; i++) {
            nowNs += stepNs;
            unixNs += stepNs;
            publish(i);
            if (i % BATCH == BATCH - 1) {
                bytes += driven.work(nowNs);
            }
        }
        return bytes;
    }

    private void publish(int i) {
        int leg = next;
        next = leg + 1 == legs.count() ? 0 : leg + 1;
        datagram.wrap(memory, i * SLOT_BYTES, lengths[i]);
        driven.shard
                .ring()
                .publish(
                        kind,
                        legs.leg(leg),
                        legs.party(leg).address,
                        0,
                        datagram,
                        lengths[i],
                        nowNs,
                        driven.loopCounters);
    }
}
