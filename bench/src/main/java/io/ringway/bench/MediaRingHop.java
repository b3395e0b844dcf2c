package io.ringway.bench;

import com.lmax.disruptor.EventPoller;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.net.MediaRing;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.PacketKind;
import io.ringway.media.net.PacketTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From an event loop (the benchmark's thread) to a shard (the other). */
@State(Scope.Thread)
public class MediaRingHop {

    private static final int SLOTS = 2 * RingBenchmark.PACKETS;

    private final CounterBlock counters = new Counters().newBlock("loop");
    private final InetSocketAddress source =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private final UnsafeBuffer datagram =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RingBenchmark.PACKET_BYTES));
    private final MediaRing ring = new MediaRing(SLOTS, true, () -> {});
    private final PacketTarget target = new CountingTarget();
    private @Nullable OtherEnd shard;

    @Setup(Level.Trial)
    public void start() {
        EventPoller.Handler<PacketEvent> handler =
                (event, sequence, endOfBatch) -> {
                    event.target().onPacket(event, 0);
                    event.clear();
                    return true;
                };
        shard = new OtherEnd(() -> ring.poll(handler));
    }

    @TearDown(Level.Trial)
    public void stop() {
        Objects.requireNonNull(shard).stop();
    }

    long carry() {
        OtherEnd end = Objects.requireNonNull(shard);
        long last = end.taken() + RingBenchmark.PACKETS;
        for (int i = 0; i < RingBenchmark.PACKETS; i++) {
            ring.publish(
                    PacketKind.RTP, target, source, 0, datagram, datagram.capacity(), i, counters);
        }
        end.await(last);
        return last;
    }

    private final class CountingTarget implements PacketTarget {

        @Override
        public MediaRing ring() {
            return ring;
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new IllegalStateException("no DTLS is sent");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {
            Objects.requireNonNull(shard).take();
        }
    }
}
