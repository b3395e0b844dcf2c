package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.RemoteTransport;
import io.ringway.media.ice.IceCandidate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SdpFragmentTest {

    private static final String RESTART =
            """
            a=ice-options:trickle
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:0
            a=ice-ufrag:rmt2
            a=ice-pwd:anotherPassword0123456789
            a=candidate:1 1 udp 7 192.0.2.9 4000 typ host
            a=candidate:broken
            a=end-of-candidates
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=mid:1
            a=candidate:2 1 udp 7 192.0.2.9 4001 typ host
            """;

    private static SdpFragment parse(String text) throws SdpException {
        return SdpFragment.parse(text, SdpLimits.DEFAULT);
    }

    private static Negotiation agreed() throws SdpException {
        Negotiation negotiation = Peers.negotiation();
        negotiation.answer(
                Peers.offer(Peers.audio("0"), Peers.video("1")),
                Peers.local(),
                AnswerPolicy.DEFAULT);
        return negotiation;
    }

    @Test
    void shouldReadCandidatesOfEachSection() throws SdpException {
        SdpFragment fragment = parse(RESTART);
        assertEquals(
                new IceCredentials("rmt2", "anotherPassword0123456789"), fragment.credentials());
        assertEquals(List.of("1"), foundations(fragment.candidates("0")));
        assertEquals(List.of("2"), foundations(fragment.candidates("1")));
        assertEquals(List.of(), fragment.candidates("2"));
        assertTrue(fragment.endsCandidates("0"));
        assertFalse(fragment.endsCandidates("1"));
        assertEquals(1, fragment.sections().getFirst().ignored());
        assertFalse(fragment.iceLite());
    }

    private static List<String> foundations(List<IceCandidate> candidates) {
        return candidates.stream().map(IceCandidate::foundation).toList();
    }

    @Test
    void shouldReadFragmentsWithoutMediaLines() throws SdpException {
        SdpFragment bare = parse("a=mid:0\r\na=candidate:1 1 udp 7 192.0.2.9 4000 typ host\r\n");
        assertEquals(1, bare.candidates("0").size());
        assertNull(bare.credentials());
        assertTrue(parse("a=end-of-candidates").endsCandidates("whatever"));
        assertEquals(
                new IceCredentials("abcd", Peers.PWD),
                parse("a=ice-ufrag:abcd\na=ice-pwd:" + Peers.PWD).credentials());
    }

    @Test
    void shouldInheritCredentialsStatedOnce() throws SdpException {
        SdpFragment fragment =
                parse("a=ice-ufrag:abcd\na=ice-pwd:" + Peers.PWD + "\nm=audio 9 X 0\na=mid:0\n");
        assertEquals(new IceCredentials("abcd", Peers.PWD), fragment.credentials());
        assertEquals(fragment.credentials(), fragment.sections().getFirst().credentials());
    }

    @Test
    void shouldTellRestartFromTrickle() throws SdpException {
        Negotiation negotiation = agreed();
        String trickle =
                "m=audio 9 X 0\na=mid:0\na=ice-ufrag:" + Peers.UFRAG + "\na=ice-pwd:" + Peers.PWD;
        assertFalse(negotiation.isRestartedBy(parse(trickle)));
        assertFalse(negotiation.isRestartedBy(parse("a=end-of-candidates")));
        assertTrue(negotiation.isRestartedBy(parse(RESTART)));
        assertFalse(Peers.negotiation().isRestartedBy(parse(RESTART)), "nothing to restart yet");
    }

    @Test
    void shouldFollowARestart() throws SdpException {
        Negotiation negotiation = agreed();
        RemoteTransport remote = negotiation.restart(parse(RESTART), Peers.local("new1"));
        assertEquals("rmt2", remote.iceUfrag());
        assertEquals(List.of("1"), foundations(remote.candidates()));
        assertEquals(Peers.FINGERPRINT, remote.fingerprints().getFirst().toSdp());
        assertFalse(negotiation.isRestartedBy(parse(RESTART)));

        String offer =
                Peers.offer(Peers.audio("0"), Peers.video("1"))
                        .replace(Peers.UFRAG, "rmt2")
                        .replace(Peers.PWD, "anotherPassword0123456789");
        assertFalse(negotiation.receiveOffer(offer).restartsIce());
    }

    @Test
    void shouldRefuseRestartsThatAreNone() throws SdpException {
        Negotiation negotiation = agreed();
        SdpFragment restart = parse(RESTART);
        assertThrows(
                IllegalArgumentException.class, () -> negotiation.restart(restart, Peers.local()));
        SdpException nothing =
                assertThrows(
                        SdpException.class,
                        () ->
                                negotiation.restart(
                                        parse("a=end-of-candidates"), Peers.local("new1")));
        assertEquals(SdpException.Reason.UNACCEPTABLE, nothing.reason());
        SdpException early =
                assertThrows(
                        SdpException.class,
                        () -> Peers.negotiation().restart(restart, Peers.local("new1")));
        assertEquals(SdpException.Reason.WRONG_STATE, early.reason());
    }

    @Test
    void shouldWriteWhatItCanReadBack() throws SdpException {
        SdpFragment ours = SdpFragment.of(Peers.local(), "0", true);
        assertEquals(
                """
                a=ice-lite
                m=audio 9 UDP/TLS/RTP/SAVPF 0
                a=mid:0
                a=ice-ufrag:locl
                a=ice-pwd:localPassword0123456789
                a=candidate:1 1 udp 2130706431 192.0.2.7 10000 typ host
                a=candidate:1 1 udp 2130706431 2001:db8::7 10000 typ host
                a=end-of-candidates
                """
                        .replace("\n", "\r\n"),
                ours.toSdp());
        assertEquals(ours, parse(ours.toSdp()));
        assertEquals(parse(RESTART).candidates("0"), parse(parse(RESTART).toSdp()).candidates("0"));
    }

    @Test
    void shouldShareOneCandidateLimitAmongSections() throws SdpException {
        StringBuilder text = new StringBuilder();
        for (int section = 0; section < 3; section++) {
            text.append("m=audio 9 X 0\na=mid:").append(section).append('\n');
            text.append("a=candidate:1 1 udp 7 192.0.2.9 4000 typ host\n".repeat(50));
        }
        SdpFragment fragment = parse(text.toString());
        assertEquals(50, fragment.candidates("0").size());
        assertEquals(14, fragment.candidates("1").size());
        assertEquals(0, fragment.candidates("2").size());
        assertEquals(50, fragment.sections().getLast().ignored());
    }

    @Test
    void shouldRefuseWhatIsNoFragment() {
        for (String junk : List.of("", "\r\n", "{\"candidate\":1}", "a=ice-ufrag:abcd", "m=x")) {
            assertThrows(SdpException.class, () -> parse(junk), junk);
        }
    }
}
