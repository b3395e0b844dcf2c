package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.MediaSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What comes from addresses ICE has not validated is dropped, counted and leaves nothing behind.
 */
class UnvalidatedSourceTest {

    private static final int STRANGERS = 4;
    private static final int DATAGRAMS_EACH = 50;

    private final Counters counters = new Counters();
    private final UdpMediaEngine callers = Engines.start(new Counters());
    private final UdpMediaEngine callees = Engines.start(counters);
    private final SplittableRandom random = new SplittableRandom(6);
    private LoopbackCall call;

    /** Everything a stranger could have added to. */
    private record State(int flows, int associations, int slots, int legs, int threads) {}

    @BeforeEach
    void connect() throws Exception {
        call = new LoopbackCall(callers, callees, "u", IceMode.CONTROLLING, IceMode.LITE, true);
        call.connect();
        call.awaitMedia();
        call.exchange(20);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void shouldDropAndCountWithoutAnswer(Forgery forgery) throws Exception {
        State before = state();
        long counted = counters.total(forgery.expected);
        List<Stranger> strangers = attack(forgery);
        int sent = STRANGERS * DATAGRAMS_EACH;
        Await.until(
                10,
                () -> forgery.expected + " is " + counters.total(forgery.expected),
                () -> counters.total(forgery.expected) - counted >= sent);
        call.exchange(20);

        assertEquals(counted + sent, counters.total(forgery.expected));
        assertEquals(before, state());
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
        LegStatistics undisturbed = LoopbackCall.statistics(call.callee);
        assertEquals(0, undisturbed.packetsLost());
        assertEquals(40, undisturbed.packetsReceived());
        for (Stranger stranger : strangers) {
            assertEquals(0, stranger.bytesReceived(), "bytes for " + stranger.bytesSent());
            stranger.close();
        }
    }

    @Test
    void shouldAnswerAGenuineCheckWithNoMoreThanItSent() throws Exception {
        var remote = call.callee.localTransport();
        byte[] check = Forgery.genuineCheck(remote.iceUfrag() + ":peer", remote.icePwd(), random);
        try (Stranger insider = new Stranger(callees.mediaPort())) {
            for (int i = 0; i < DATAGRAMS_EACH; i++) {
                insider.send(check);
            }
            Await.until(
                    10, () -> "no answer", () -> counters.total(Counter.STUN_CHECKS_ANSWERED) > 50);
            call.exchange(20);
            long received = insider.bytesReceived();
            assertTrue(received > 0, "a genuine check is answered");
            assertTrue(received <= insider.bytesSent(), received + " > " + insider.bytesSent());
        }
    }

    /** The stranger's packets carry the live stream's SSRC and a plausible sequence number. */
    @Test
    void shouldNotFollowAStrangerWithTheRightSsrc() throws Exception {
        String before = LoopbackCall.statistics(call.callee).remoteAddress();
        List<Stranger> strangers = attack(Forgery.RTP);
        call.exchange(20);
        assertEquals(before, LoopbackCall.statistics(call.callee).remoteAddress());
        assertEquals(0, counters.total(Counter.DROP_SRTP_AUTH));
        for (Stranger stranger : strangers) {
            stranger.close();
        }
    }

    private List<Stranger> attack(Forgery forgery) throws Exception {
        String ufrag = call.callee.localTransport().iceUfrag();
        List<Stranger> strangers = new ArrayList<>();
        for (int i = 0; i < STRANGERS; i++) {
            Stranger stranger = new Stranger(callees.mediaPort());
            strangers.add(stranger);
            for (int n = 0; n < DATAGRAMS_EACH; n++) {
                stranger.send(forgery.datagram(ufrag, LoopbackCall.CALLER_SSRC, random));
            }
        }
        return strangers;
    }

    private State state() {
        int flows = 0;
        int slots = 0;
        for (ShardServices shard : callees.shards()) {
            slots += shard.slab().used();
        }
        for (MediaSocket socket : callees.shards().getFirst().sockets().sockets()) {
            flows += socket.flowCount();
        }
        int associations = callees.shards().getFirst().dtls().active();
        return new State(
                flows, associations, slots, callees.activeLegs(), ResourceUse.engineThreads());
    }
}
