package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;
import io.ringway.media.net.PacketKind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Someone on the path between a caller and a callee: a relay that sees, keeps and sends all. */
class TamperedMediaTest {

    private static final int PACKETS = 50;

    /** Consent is renewed every second, so that a rebind is noticed soon. */
    private static final EngineSettings SETTINGS = Engines.settings(Engines.impatientIce());

    private final Counters counters = new Counters();
    private final UdpMediaEngine callers = Engines.start(new Counters(), SETTINGS);
    private final UdpMediaEngine callees = Engines.start(counters, SETTINGS);
    private UdpRelay relay;
    private LoopbackCall call;

    @BeforeEach
    void connect() throws Exception {
        relay = UdpRelay.to(callees.mediaPort(), 9);
        relay.capture();
        call = new LoopbackCall(callers, callees, "t", IceMode.CONTROLLING, IceMode.LITE, true);
        call.connectBy(relay);
        call.awaitMedia();
        call.exchange(PACKETS);
    }

    @AfterEach
    void close() throws Exception {
        callers.close();
        callees.close();
        relay.close();
    }

    @Test
    void shouldRefuseReplayedMedia() throws Exception {
        List<byte[]> media = relay.captured(PacketKind.RTP);
        assertEquals(PACKETS, media.size());
        media.forEach(relay::inject);
        awaitCount(Counter.DROP_SRTP_REPLAY, PACKETS);
        call.exchange(PACKETS);
        assertUndisturbed(2 * PACKETS);
    }

    @Test
    void shouldRefuseMediaWithAnyBitTurned() throws Exception {
        byte[] media = relay.captured(PacketKind.RTP).getLast();
        long wanted = 0;
        int bits = media.length * 8;
        for (int bit = 0; bit < bits; bit++) {
            byte[] changed = UdpRelay.flipped(media, bit);
            wanted += UdpRelay.kindOf(changed) == PacketKind.RTP ? 1 : 0;
            relay.inject(changed);
        }
        long refused = wanted;
        Await.until(10, () -> refused() + " of " + refused, () -> refused() >= refused);
        call.exchange(PACKETS);
        assertUndisturbed(2 * PACKETS);
    }

    @Test
    void shouldKeepACallWholeThatLosesDoublesAndSwapsPackets() throws Exception {
        relay.impair(new UdpRelay.Whims(10, 10, 10));
        call.send(100);
        Await.until(10, () -> "not sent", () -> relay.captured(PacketKind.RTP).size() == 150);
        relay.impair(UdpRelay.Whims.NONE);
        call.send(1);
        LegStatistics callee =
                LoopbackCall.awaitStatistics(
                        call.callee,
                        now -> now.packetsReceived() + now.packetsLost() == PACKETS + 101);
        assertTrue(callee.packetsLost() > 0 && callee.packetsLost() < 30, callee.toString());
        LoopbackCall.awaitStatistics(
                call.caller, now -> now.packetsReceived() == callee.packetsReceived());
        assertTrue(counters.total(Counter.DROP_SRTP_REPLAY) > 0, "doubled ones are replays");
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldFollowANatThatRebinds() throws Exception {
        String before = LoopbackCall.statistics(call.callee).remoteAddress();
        long handshakes = counters.total(Counter.DTLS_HANDSHAKES);
        relay.rebind();
        LoopbackCall.awaitStatistics(
                call.callee,
                now -> {
                    call.caller.sendOpus(LoopbackCall.SILENCE, LoopbackCall.SAMPLES_48K);
                    return !now.remoteAddress().equals(before);
                });
        call.exchange(PACKETS);
        assertNotEquals(before, LoopbackCall.statistics(call.callee).remoteAddress());
        assertEquals(handshakes, counters.total(Counter.DTLS_HANDSHAKES));
        assertEquals(0, counters.total(Counter.DROP_SRTP_AUTH));
        assertEquals(1, call.calleeEvents.count(LegEvent.DtlsConnected.class));
    }

    /** The check is genuine, nominates and is answered: media must not go where it comes from. */
    @Test
    void shouldNotSendMediaWhereAReplayedCheckComesFrom() throws Exception {
        String before = LoopbackCall.statistics(call.callee).remoteAddress();
        long answered = counters.total(Counter.STUN_CHECKS_ANSWERED);
        List<byte[]> checks = relay.captured(PacketKind.STUN);
        try (Stranger replayer = new Stranger(callees.mediaPort())) {
            for (byte[] check : checks) {
                replayer.send(check);
            }
            Await.until(
                    10,
                    () -> "not answered",
                    () -> counters.total(Counter.STUN_CHECKS_ANSWERED) > answered);
            call.exchange(PACKETS);
            assertTrue(replayer.bytesReceived() <= replayer.bytesSent());
        }
        assertEquals(before, LoopbackCall.statistics(call.callee).remoteAddress());
        assertUndisturbed(2 * PACKETS);
    }

    /** Somebody with a call of his own claims the caller's address by a forged check. */
    @Test
    void shouldNotLetAnotherLegTakeTheAddressOver() throws Exception {
        IceLegControl other =
                callees.open(
                        new LegSpec("other", IceMode.LITE, null, true, false),
                        new LoopbackCall.Waiting()::hear);
        var local = other.localTransport();
        // Its shard has answered, so it knows the credentials the checks are made with.
        LoopbackCall.statistics(other);
        SplittableRandom random = new SplittableRandom(3);
        long answered = counters.total(Counter.STUN_CHECKS_ANSWERED);
        for (int i = 0; i < 20; i++) {
            relay.inject(Forgery.genuineCheck(local.iceUfrag() + ":peer", local.icePwd(), random));
        }
        Await.until(
                10,
                () -> "not answered",
                () -> counters.total(Counter.STUN_CHECKS_ANSWERED) - answered >= 20);
        call.exchange(PACKETS);
        assertUndisturbed(2 * PACKETS);
        other.close(CloseReason.LOCAL_HANGUP);
        call.exchange(PACKETS);
        assertUndisturbed(3 * PACKETS);
    }

    private long refused() {
        return counters.total(Counter.DROP_SRTP_AUTH)
                + counters.total(Counter.DROP_SRTP_REPLAY)
                + counters.total(Counter.DROP_RTP_MALFORMED);
    }

    private void awaitCount(Counter counter, long wanted) {
        Await.until(
                10,
                () -> counter + " is " + counters.total(counter),
                () -> counters.total(counter) >= wanted);
        assertEquals(wanted, counters.total(counter));
    }

    private void assertUndisturbed(int packets) throws Exception {
        LegStatistics callee = LoopbackCall.statistics(call.callee);
        assertEquals(0, callee.packetsLost());
        assertEquals(packets, callee.packetsReceived());
        assertEquals(packets, counters.total(Counter.RTP_OPENED));
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
        assertEquals(packets, LoopbackCall.statistics(call.caller).packetsReceived());
    }
}
