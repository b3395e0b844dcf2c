package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.MediaSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of calls, each with ICE, DTLS, media and echo, leave engines as they were. */
class EngineEnduranceTest {

    private static final int WARM_UP = 25;
    private static final int ONE_AFTER_ANOTHER = 200;
    private static final int AT_ONCE = 50;
    private static final int PACKETS = 10;

    private final Counters counters = new Counters();
    private final UdpMediaEngine callers =
            Engines.start(new Counters(), Engines.settings(Engines.impatientIce()));
    private final UdpMediaEngine callees =
            Engines.start(counters, Engines.settings(Engines.impatientIce()));
    private int calls;

    @TempDir private Path scratch;

    @AfterEach
    void close() {
        callers.close();
        callees.close();
    }

    @Test
    void shouldHoldNothingOfCallsThatHaveEnded() throws Exception {
        assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
        try (LeakLog log = LeakLog.open()) {
            atOnce();
            for (int i = 0; i < WARM_UP; i++) {
                whole();
            }
            awaitNothing();
            ResourceUse before = ResourceUse.now(scratch);
            for (int i = 0; i < ONE_AFTER_ANOTHER; i++) {
                whole();
            }
            abandoned();
            atOnce();
            awaitNothing();
            ResourceUse after = ResourceUse.settled(scratch, before);
            // The detector reports at the next allocation after a leak was collected.
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
            assertEquals(List.of(), log.leaks());
            // Fewer is no fault: threads of the JVM and of tests before this one may end.
            assertTrue(after.isWithin(before), before + "\n" + after);
        }
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
        assertEquals(counters.total(Counter.LEGS_OPENED), counters.total(Counter.LEGS_CLOSED));
    }

    /** One call from the first check to the last goodbye. */
    private void whole() throws Exception {
        LoopbackCall call = call();
        call.connect();
        call.awaitMedia();
        call.exchange(PACKETS);
        call.caller.close(CloseReason.LOCAL_HANGUP);
        awaitEnd(call);
    }

    /** As many as there may be on the way at once, and ended from the other side. */
    private void atOnce() throws Exception {
        List<LoopbackCall> open = new ArrayList<>();
        List<UdpRelay> relays = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            // Each from an address of its own, as browsers would.
            relays.add(UdpRelay.to(callees.mediaPort(), i));
            open.add(call());
            open.getLast().connectBy(relays.getLast());
        }
        for (LoopbackCall call : open) {
            call.awaitMedia();
        }
        for (LoopbackCall call : open) {
            call.exchange(PACKETS);
        }
        for (LoopbackCall call : open) {
            call.callee.close(CloseReason.LOCAL_HANGUP);
        }
        for (LoopbackCall call : open) {
            awaitEnd(call);
        }
        for (UdpRelay relay : relays) {
            relay.close();
        }
    }

    /** Legs whose peer never comes, that never hear of a peer, or that lose it half way. */
    private void abandoned() throws Exception {
        List<LoopbackCall> open = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            LoopbackCall call = call();
            open.add(call);
            if (i % 3 == 0) {
                call.connect();
                call.callerEvents.await(LegEvent.IceConnected.class);
            } else if (i % 3 == 1) {
                call.connectNowhere();
            }
            call.caller.close(CloseReason.LOCAL_HANGUP);
        }
        for (int i = 0; i < AT_ONCE; i++) {
            if (i % 3 == 2) {
                open.get(i).callee.close(CloseReason.LOCAL_HANGUP);
            }
            awaitEnd(open.get(i));
        }
    }

    private LoopbackCall call() {
        String id = "e" + calls++;
        IceMode callee = calls % 4 == 0 ? IceMode.CONTROLLED : IceMode.LITE;
        return new LoopbackCall(callers, callees, id, IceMode.CONTROLLING, callee, true);
    }

    private static void awaitEnd(LoopbackCall call) throws InterruptedException {
        call.callerEvents.await(LegEvent.Closed.class);
        call.calleeEvents.await(LegEvent.Closed.class);
    }

    private void awaitNothing() {
        Await.until(15, () -> left(callers) + " and " + left(callees), () -> nothingLeft());
    }

    private boolean nothingLeft() {
        Left nothing = new Left(0, 0, 0, 0);
        return left(callers).equals(nothing) && left(callees).equals(nothing);
    }

    private record Left(int legs, int associations, int flows, int slots) {}

    private static Left left(UdpMediaEngine engine) {
        ShardServices shard = engine.shards().getFirst();
        int flows = shard.sockets().sockets().stream().mapToInt(MediaSocket::flowCount).sum();
        return new Left(
                engine.activeLegs(), shard.dtls().active(), flows, ResourceUse.slots(engine));
    }
}
