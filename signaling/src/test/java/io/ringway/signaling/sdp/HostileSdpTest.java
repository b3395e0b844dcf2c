package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sdp.SdpException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input meant to hurt: each gets its error, or its bounded answer, at once. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HostileSdpTest {

    private static final String CANDIDATE = "a=candidate:1 1 udp 7 192.0.2.9 4000 typ host\n";

    /** Limits so wide that only the algorithms stand between the input and the processor. */
    private static final SdpLimits WIDE =
            new SdpLimits(4_000_000, 200_000, 1_000_000, 2_000, 8, 64, 8, 32);

    private static SdpException refused(String text) {
        return assertThrows(SdpException.class, () -> Peers.negotiation().receiveOffer(text));
    }

    private static Negotiated negotiated(String offer, SdpLimits limits) throws SdpException {
        return new Negotiation(limits, new Random(1))
                .answer(offer, Peers.local(), AnswerPolicy.DEFAULT)
                .negotiated();
    }

    @Test
    void shouldRefuseAMegabyteBeforeReadingIt() {
        SdpException e = refused("x".repeat(1 << 20));
        assertEquals(Reason.TOO_LARGE, e.reason());
        assertEquals(
                "the description has 1048576 characters; at most 65536 are taken", e.getMessage());
    }

    @Test
    void shouldRefuseAHundredThousandLines() {
        assertEquals(Reason.TOO_LARGE, refused("v=0\n".repeat(100_000)).reason());
        SdpException short64K = refused("v=0\no=- 1 1 IN IP4 h\n" + "a=\n".repeat(20_000));
        assertEquals(Reason.TOO_LARGE, short64K.reason());
        assertEquals(1_001, short64K.line());
    }

    @Test
    void shouldRefuseTenThousandCandidates() {
        String offer = Peers.offer(Peers.audio("0") + CANDIDATE.repeat(10_000));
        assertEquals(Reason.TOO_LARGE, refused(offer).reason());
    }

    @Test
    void shouldKeepSomeOfManyCandidatesAndCountTheRest() throws SdpException {
        String many = Peers.offer(Peers.audio("0") + CANDIDATE.repeat(900));
        Negotiated negotiated = negotiated(many, SdpLimits.DEFAULT);
        assertEquals(64, negotiated.remote().candidates().size());
        assertEquals(836, negotiated.candidatesIgnored());

        String huge = Peers.offer(Peers.audio("0") + CANDIDATE.repeat(10_000));
        assertEquals(9_936, negotiated(huge, WIDE).candidatesIgnored());
    }

    @Test
    void shouldRefuseBinary() {
        byte[] bytes = new byte[4_096];
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            random.nextBytes(bytes);
            for (var charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)) {
                assertEquals(Reason.MALFORMED, refused(new String(bytes, charset)).reason());
            }
        }
        assertEquals(1, refused("\u0016\u0003\u0001\u0002\u0000\u0001").line());
    }

    @Test
    void shouldStayQuickUnderRepetition() throws SdpException {
        String audio = Peers.audio("0");
        assertEquals(
                1,
                negotiated(Peers.offer(audio + "a=mid:0\n".repeat(50_000)), WIDE).audio().size());
        String maps = "a=rtpmap:111 opus/48000/2\na=fmtp:111 x\n".repeat(40_000);
        assertEquals(1, negotiated(Peers.offer(audio + maps), WIDE).audio().size());
        String ssrcs = "a=ssrc:7 cname:x\na=ssrc:8 cname:x\n".repeat(40_000);
        assertEquals(
                List.of(7L, 8L),
                negotiated(Peers.offer(audio + ssrcs), WIDE).audio().getFirst().remoteSsrcs());
        String formats = audio.replace("SAVPF 111", "SAVPF " + "111 ".repeat(200_000) + "111");
        assertEquals(2, negotiated(Peers.offer(formats), WIDE).audio().getFirst().formats().size());
        String parameters = audio.replace("minptime=10", ";=".repeat(400_000) + "minptime=10");
        assertTrue(
                negotiated(Peers.offer(parameters), WIDE)
                        .audio()
                        .getFirst()
                        .formats()
                        .getFirst()
                        .inbandFec());
    }

    @Test
    void shouldStayQuickWithManySectionsAndGroups() throws SdpException {
        StringBuilder text = new StringBuilder();
        StringBuilder mids = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            text.append(Peers.audio("m" + i));
            mids.append(" m").append(i);
        }
        String groups = "a=group:BUNDLE x\n".repeat(2_000) + "a=group:BUNDLE" + mids;
        Negotiated negotiated = negotiated(Peers.offerWith(groups, text.toString()), WIDE);
        assertEquals(8, negotiated.audio().size());
        assertEquals(1_492, negotiated.refused().size());
        assertEquals(Reason.TOO_LARGE, refused(Peers.offerWith(groups, text.toString())).reason());
    }

    @Test
    void shouldBoundFingerprintsAndSsrcs() throws SdpException {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            more.append("a=ssrc:").append(i).append(" cname:x\n");
            more.append("a=fingerprint:").append(Peers.OTHER_FINGERPRINT).append('\n');
        }
        Negotiated negotiated = negotiated(Peers.offer(Peers.audio("0") + more), SdpLimits.DEFAULT);
        assertEquals(8, negotiated.remote().fingerprints().size());
        assertEquals(32, negotiated.audio().getFirst().remoteSsrcs().size());
    }

    @Test
    void shouldLetNothingOfTheOfferBreakOutOfAnAnswersLines() throws SdpException {
        String offer =
                Peers.offer(Peers.audio("0"))
                        .replace(
                                "a=fmtp:111 ",
                                "a=rtpmap:63 red/48000/2\na=fmtp:63 111/111\na=fmtp:111 ")
                        .replace("SAVPF 111", "SAVPF 63 111")
                        .replace(
                                "a=rtcp-mux\n",
                                "a=rtcp-mux\na=extmap:4 " + HeaderExtension.MID + " x y\n");
        String answer =
                Peers.negotiation().answer(offer, Peers.local(), AnswerPolicy.DEFAULT).sdp();
        assertEquals(answer, SessionDescription.parse(answer).toString());
        assertTrue(answer.contains("a=extmap:4 " + HeaderExtension.MID + "\r\n"), answer);
        SdpBuilder builder = new SdpBuilder();
        assertThrows(IllegalArgumentException.class, () -> builder.attribute("mid", "0\r\na=x"));
    }
}
