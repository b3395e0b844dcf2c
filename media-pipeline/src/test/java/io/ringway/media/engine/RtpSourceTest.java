package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegEvent;
import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.LoopbackCall.Waiting;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpSender;
import io.ringway.media.srtp.SrtpSettings;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a phone's packets may come from and where ours go, with real sockets. */
@Timeout(60)
class RtpSourceTest {

    private static final int PHONE_SSRC = 0x1111;
    private static final int SPOOFED_SSRC = 0x2222;

    private final Counters counters = new Counters();
    private final Waiting events = new Waiting();
    private UdpMediaEngine engine;
    private RtpLegControl leg;
    private InetSocketAddress to;
    private RtpPhone phone;
    private RtpPhone other;

    @BeforeEach
    void open() throws Exception {
        EngineSettings usual =
                Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null);
        engine = UdpMediaEngine.start(usual.withRtp(RtpLegs.quiet()), counters, null);
        leg = RtpLegs.echoing(engine, "l", events::hear);
        to = RtpLegs.rtpOf(leg.localRtp());
        phone = new RtpPhone(0, PHONE_SSRC);
        other = new RtpPhone(0, SPOOFED_SSRC);
    }

    @AfterEach
    void close() {
        phone.close();
        other.close();
        engine.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldLearnAPhoneBehindNat() throws Exception {
        try (RtpPhone described = new RtpPhone(0, 0)) {
            RtpLegs.connect(leg, RtpLegs.remote(described.address()));
            phone.send(to, 10);
            awaitEcho(phone);
            assertEquals(3, counters.total(Counter.DROP_RTP_PROBATION));
            assertEquals(1, counters.total(Counter.RTP_SOURCES_LEARNED));
            assertEquals(null, described.receive(50));
        }
    }

    @Test
    void shouldNotSendASpooferAnything() throws Exception {
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        phone.send(to, 1);
        awaitEcho(phone);
        for (int i = 0; i < 30; i++) {
            other.send(to, 2);
            phone.send(to, 1);
            awaitEcho(phone);
        }
        awaitDrops(Counter.DROP_RTP_SOURCE, 60);
        assertEquals(null, other.receive(50));
        assertEquals(1, events.count(LegEvent.SourceLearned.class));
        assertEquals(31, LoopbackCall.statistics(leg).packetsReceived());
    }

    @Test
    void shouldGiveTheDescribedPhoneItsStreamWhenASpooferWasFirst() throws Exception {
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        other.send(to, 10);
        awaitEcho(other);
        phone.send(to, 1);
        awaitEcho(phone);
        other.send(to, 10);
        awaitDrops(Counter.DROP_RTP_SOURCE, 10);
    }

    @Test
    void shouldSendToAnotherDescribedAddressAtOnce() throws Exception {
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        phone.send(to, 5);
        awaitEcho(phone);
        RtpLegs.connect(leg, RtpLegs.remote(other.address()));
        assertTrue(leg.sendOpus(LoopbackCall.SILENCE, LoopbackCall.SAMPLES_48K));
        other.await(p -> p.payloadType() == RtpLegs.OPUS.payloadType());
        other.send(to, 1);
        awaitEcho(other);
        phone.send(to, 5);
        awaitDrops(Counter.DROP_RTP_SOURCE, 5);
    }

    @Test
    void shouldLimitAFloodOfStrangers() throws Exception {
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        phone.send(to, 1);
        awaitEcho(phone);
        for (int i = 0; i < 20; i++) {
            other.send(to, 100);
            phone.send(to, 1);
            awaitEcho(phone);
        }
        assertTrue(counters.total(Counter.DROP_RTP_STRANGER_LIMIT) > 500);
        assertEquals(21, LoopbackCall.statistics(leg).packetsReceived());
    }

    @Test
    void shouldTakePlainReportsFromThePhonesHostOnlyAndCountThemAsItsOwn() throws Exception {
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        phone.send(to, 1);
        awaitEcho(phone);
        byte[] bye = {(byte) 0x81, (byte) 203, 0, 1, 0, 0, 0x11, 0x11};
        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0x11, 0x11};
        byte[] compound = new byte[16];
        System.arraycopy(report, 0, compound, 0, 8);
        System.arraycopy(bye, 0, compound, 8, 8);
        phone.sendRaw(RtpLegs.rtcpOf(leg.localRtp()), compound);
        awaitDrops(Counter.RTCP_BYES, 1);
        phone.send(to, 1);
        awaitEcho(phone);
        assertEquals(0, events.count(LegEvent.Closed.class));
    }

    @Test
    void shouldFollowWhoAuthenticatesAndNobodyElse() throws Exception {
        SrtpKeys keys = RtpLegs.keys(SrtpProfile.AES128_CM_HMAC_SHA1_80, 3);
        InetSocketAddress address = phone.address();
        RtpLegs.connect(leg, new RemoteRtp(address, address, new MediaSecurity.Sdes(keys)));
        try (SrtpCrypto crypto = SrtpCrypto.open(SrtpSettings.DEFAULTS);
                SrtpSender sender = crypto.newSender(RtpLegs.mirrored(keys))) {
            sendSealed(phone, sender);
            phone.await(p -> true);
            other.send(to, 50);
            awaitDrops(Counter.DROP_SRTP_AUTH, 50);
            sendSealed(phone, sender);
            phone.await(p -> true);
            assertEquals(null, other.receive(50));
            other.sequence = phone.sequence;
            sendSealed(other, sender);
            other.await(p -> true);
            String moved = "127.0.0.1:" + other.address().getPort();
            events.await(new LegEvent.SourceLearned(moved)::equals);
            assertEquals(2, events.count(LegEvent.SourceLearned.class));
        }
    }

    private void sendSealed(RtpPhone from, SrtpSender sender) throws Exception {
        byte[] plain = from.packet(RtpPhone.payload(1));
        UnsafeBuffer in = new UnsafeBuffer(BufferUtil.allocateDirectAligned(512, 64));
        UnsafeBuffer out = new UnsafeBuffer(BufferUtil.allocateDirectAligned(512, 64));
        in.putBytes(0, plain);
        byte[] sealed = new byte[sender.sealRtp(in, 0, plain.length, out, 0)];
        out.getBytes(0, sealed);
        from.sendRaw(to, sealed);
        from.sequence = from.sequence + 1 & 0xFFFF;
    }

    /** The echo of the packet sent last. */
    private static void awaitEcho(RtpPhone from) throws Exception {
        byte[] last = RtpPhone.payload(from.sequence - 1 & 0xFFFF);
        from.await(p -> Arrays.equals(last, p.payload()));
    }

    private void awaitDrops(Counter reason, long count) throws Exception {
        LoopbackCall.awaitStatistics(leg, s -> counters.total(reason) >= count);
        assertEquals(count, counters.total(reason));
    }
}
