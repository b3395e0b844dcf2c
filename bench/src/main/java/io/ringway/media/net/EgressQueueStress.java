package io.ringway.media.net;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * The flag that says whether the event loop has been asked to send is never left set with nobody
 * asked: every packet a shard has flushed leaves its slot.
 */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Everything was taken.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "A packet was left behind.")
@State
public class EgressQueueStress {

    private static final EventLoop LOOP =
            new DefaultEventLoop(new DefaultThreadFactory("stress-loop", true));
    private static final CounterBlock COUNTERS = new Counters().newBlock("stress");
    private static final InetSocketAddress REMOTE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final EgressQueue queue =
            new EgressQueue(4, new NettyWriter(COUNTERS), LOOP, null, COUNTERS);

    @Actor
    public void shard() {
        for (int i = 0; i < 4; i++) {
            send();
        }
    }

    @Actor
    public void loop() {
        queue.drain();
        queue.drain();
    }

    /** The turn that the last flush has asked for. */
    @Arbiter
    public void end(Z_Result result) {
        queue.drain();
        boolean room = true;
        for (int i = 0; i < 4; i++) {
            room &= send();
        }
        result.r1 = room;
    }

    private boolean send() {
        if (queue.claim() == null) {
            return false;
        }
        // Without a socket the slot is emptied and nothing goes out.
        queue.commit(100, REMOTE, null);
        queue.flush();
        return true;
    }
}
