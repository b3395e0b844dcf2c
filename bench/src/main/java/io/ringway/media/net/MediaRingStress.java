package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A shard that sees a slot sees all of it: bytes, length, times and whose it is. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Looked before both.")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Looked between them.")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Looked after both.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A slot was seen half written, or out of order.")
@State
public class MediaRingStress implements PacketTarget {

    private static final int TORN = -1;
    private static final InetSocketAddress[] SOURCES = {
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 2)
    };
    private static final DirectBuffer[] DATAGRAMS = {datagram(1), datagram(2)};

    private final CounterBlock counters = new Counters().newBlock("stress");
    private final MediaRing ring = new MediaRing(2, true, () -> {});
    private final EventPoller.Handler<PacketEvent> handler = this::onEvent;
    private int seen;
    private int first;
    private int second;

    @Actor
    public void loop() {
        for (int i = 0; i < 2; i++) {
            DirectBuffer datagram = DATAGRAMS[i];
            ring.publish(
                    PacketKind.RTP,
                    this,
                    SOURCES[i],
                    i,
                    datagram,
                    datagram.capacity(),
                    1 + i,
                    counters);
        }
    }

    @Actor
    public void shard(II_Result result) {
        ring.poll(handler);
        ring.poll(handler);
        result.r1 = first;
        result.r2 = second;
    }

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
        int number = whole(event, seen + 1) ? seen + 1 : TORN;
        if (seen++ == 0) {
            first = number;
        } else {
            second = number;
        }
    }

    private boolean onEvent(PacketEvent event, long sequence, boolean endOfBatch) {
        event.target().onPacket(event, 0);
        event.clear();
        return true;
    }

    /** Whether everything in the slot is that of the packet of a number. */
    private static boolean whole(PacketEvent event, int number) {
        boolean whole =
                event.kind() == PacketKind.RTP
                        && event.source() == SOURCES[number - 1]
                        && event.path() == number - 1
                        && event.arrivalNs() == number
                        && event.length() == 64 * number;
        for (int i = 0; whole && i < event.length(); i++) {
            whole = event.bytes().getByte(i) == number;
        }
        return whole;
    }

    private static DirectBuffer datagram(int number) {
        UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * number));
        bytes.setMemory(0, 64 * number, (byte) number);
        return bytes;
    }
}
