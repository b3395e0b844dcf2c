package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CloseReason;
import io.ringway.media.PlayRequest;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.SrtpProfile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a plain leg sends beside echo: reports by their own port or multiplexed, and playback. */
@Timeout(60)
class RtpReportsTest {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BYE = 203;

    private UdpMediaEngine engine;
    private RtpLegControl leg;
    private RtpPhone rtp;
    private RtpPhone rtcp;

    @BeforeEach
    void open() throws Exception {
        EngineSettings usual =
                Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null);
        engine = UdpMediaEngine.start(usual.withRtp(RtpLegs.quiet()), new Counters(), null);
        leg = engine.openRtp(RtpLegs.spec("r", false), event -> {});
        leg.setAudio(List.of(RtpLegs.section(3, RtpLegs.PCMU)));
        rtp = new RtpPhone(0, 1);
        rtcp = new RtpPhone(0, 1);
    }

    @AfterEach
    void close() {
        rtp.close();
        rtcp.close();
        engine.close();
    }

    @Test
    void shouldReportByThePortNextToRtpWhenNotMultiplexed() throws Exception {
        RtpLegs.connect(leg, new RemoteRtp(rtp.address(), rtcp.address(), RtpLegs.PLAIN));
        RtpPhone.Packet report = rtcp.await(p -> type(p) == RECEIVER_REPORT);
        assertEquals(RtpLegs.rtcpOf(leg.localRtp()), report.from());
        leg.close(CloseReason.LOCAL_HANGUP);
        RtpPhone.Packet last = rtcp.await(p -> p.bytes().length > report.bytes().length);
        assertEquals(BYE, last.bytes()[last.bytes().length - 7] & 0xFF);
        assertEquals(null, rtp.receive(50));
    }

    @Test
    void shouldReportByTheRtpPortWhenMultiplexed() throws Exception {
        RtpLegs.connect(leg, new RemoteRtp(rtp.address(), rtp.address(), RtpLegs.PLAIN));
        RtpPhone.Packet report = rtp.await(p -> type(p) == RECEIVER_REPORT);
        assertEquals(RtpLegs.rtpOf(leg.localRtp()), report.from());
    }

    @Test
    void shouldReportWhereReportsComeFrom() throws Exception {
        try (RtpPhone mapped = new RtpPhone(0, 1)) {
            RtpLegs.connect(leg, new RemoteRtp(rtp.address(), rtcp.address(), RtpLegs.PLAIN));
            byte[] report = {(byte) 0x80, (byte) RECEIVER_REPORT, 0, 1, 0, 0, 0, 1};
            mapped.sendRaw(RtpLegs.rtcpOf(leg.localRtp()), report);
            mapped.await(p -> type(p) == RECEIVER_REPORT);
        }
    }

    @Test
    void shouldPlayToAPhoneInItsCodecAndReportIt() throws Exception {
        RtpLegs.connect(leg, new RemoteRtp(rtp.address(), rtcp.address(), RtpLegs.PLAIN));
        assertTrue(leg.play(new PlayRequest.Pcm(tone(), 8_000, 1)));
        int energetic = 0;
        for (int i = 0; i < 40; i++) {
            RtpPhone.Packet packet = rtp.await(p -> p.payloadType() == 0);
            assertEquals(160, packet.payload().length);
            energetic += packet.payload()[40] == (byte) 0xFF ? 0 : 1;
        }
        assertTrue(energetic >= 38, energetic + " of 40 packets carry sound");
        rtcp.await(p -> type(p) == SENDER_REPORT);
    }

    private static int type(RtpPhone.Packet packet) {
        return packet.bytes()[1] & 0xFF;
    }

    /** 800 ms of 440 Hz. */
    private static byte[] tone() {
        ByteBuffer pcm = ByteBuffer.allocate(2 * 6_400).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6_400; i++) {
            pcm.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / 8_000 + 0.3)));
        }
        return pcm.array();
    }
}
