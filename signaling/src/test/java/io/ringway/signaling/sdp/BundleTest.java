package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sections share the one transport (RFC 9143), and which are refused in place. */
final class BundleTest {

    @Test
    void shouldRefuseVideoAndDataInPlaceAndLeaveThemOutOfTheBundle() throws SdpException {
        Answer answer =
                Answers.to(Peers.offer(Peers.video("v"), Peers.audio("a"), Peers.data("d")));
        assertTrue(answer.sdp().contains("\r\na=group:BUNDLE a\r\n"), answer.sdp());
        assertEquals(
                List.of(
                        "m=video 0 UDP/TLS/RTP/SAVPF 96",
                        "c=IN IP4 0.0.0.0",
                        "a=mid:v",
                        "a=inactive"),
                Peers.section(answer.sdp(), 0));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 111 110",
                Peers.section(answer.sdp(), 1).getFirst());
        assertEquals(
                "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
                Peers.section(answer.sdp(), 2).getFirst());
        assertEquals("a", answer.negotiated().transportMid());
        assertEquals(
                List.of(
                        "section 0 (video, mid v): only audio is taken",
                        "section 2 (application, mid d): only audio is taken"),
                answer.negotiated().refused().stream().map(RefusedSection::toString).toList());
    }

    @Test
    void shouldAcceptEveryBundledAudioSectionOverTheTaggedTransport() throws SdpException {
        String second = Peers.changed(Peers.audio("1"), "ufrag:" + Peers.UFRAG, "ufrag:other");
        Answer answer = Answers.to(Peers.offer(Peers.audio("0"), second));
        Negotiated negotiated = answer.negotiated();

        assertEquals(
                List.of("0", "1"), negotiated.audio().stream().map(AudioSection::mid).toList());
        assertEquals(Peers.UFRAG, negotiated.remote().iceUfrag());
        assertNotEquals(
                negotiated.audio().getFirst().localSsrc(),
                negotiated.audio().getLast().localSsrc());
        assertTrue(answer.sdp().contains("a=group:BUNDLE 0 1\r\n"));
        assertTrue(hasCandidates(answer, 0));
        assertFalse(hasCandidates(answer, 1), "candidates belong to the tagged section alone");
    }

    @Test
    void shouldFollowTheOrderOfTheBundleGroup() throws SdpException {
        String second = Peers.changed(Peers.audio("1"), "ufrag:" + Peers.UFRAG, "ufrag:other");
        Answer answer =
                Answers.to(Peers.offerWith("a=group:BUNDLE 1 0 7", Peers.audio("0"), second));
        assertTrue(answer.sdp().contains("a=group:BUNDLE 1 0\r\n"), answer.sdp());
        assertEquals("other", answer.negotiated().remote().iceUfrag());
        assertEquals("1", answer.negotiated().transportMid());
        assertFalse(hasCandidates(answer, 0));
        assertTrue(hasCandidates(answer, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=group:BUNDLE 0", "a=group:BUNDLE 1", "a=group:LS 0 1"})
    void shouldRefuseAudioOutsideTheFirstOnesBundle(String group) throws SdpException {
        Answer answer = Answers.to(Peers.offerWith(group, Peers.audio("0"), Peers.audio("1")));
        assertEquals(1, answer.negotiated().audio().size());
        assertEquals("0", answer.negotiated().audio().getFirst().mid());
        assertEquals("m=audio 0 UDP/TLS/RTP/SAVPF 111", Peers.section(answer.sdp(), 1).getFirst());
        assertTrue(
                answer.negotiated().refused().getFirst().reason().contains("not bundled"),
                answer.sdp());
        assertEquals(group.equals("a=group:BUNDLE 0"), answer.sdp().contains("a=group:"));
    }

    @Test
    void shouldAnswerAnOfferWithoutMids() throws SdpException {
        String offer = Peers.offerWith("", Peers.changed(Peers.audio("0"), "a=mid:0\n", ""));
        Answer answer = Answers.to(offer);
        assertFalse(answer.sdp().contains("a=mid"));
        assertFalse(answer.sdp().contains("a=group"));
        assertEquals("0", answer.negotiated().audio().getFirst().mid());
    }

    @Test
    void shouldReachBundleOnlyAudioOverTheTaggedVideo() throws SdpException {
        String transport = Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        String audio = Peers.changed(Peers.audio("a"), transport, "a=bundle-only\n");
        audio = Peers.changed(audio, "m=audio 9", "m=audio 0");
        Answer answer = Answers.to(Peers.offer(Peers.video("v"), audio));
        assertEquals("v", answer.negotiated().transportMid());
        assertTrue(answer.sdp().contains("m=audio 10000 "), answer.sdp());
    }

    @Test
    void shouldLimitTheNumberOfAudioSections() throws SdpException {
        String[] sections = new String[10];
        for (int i = 0; i < sections.length; i++) {
            sections[i] = Peers.audio("m" + i);
        }
        Negotiated negotiated = Answers.to(Peers.offer(sections)).negotiated();
        assertEquals(8, negotiated.audio().size());
        assertEquals("at most 8 audio sections are taken", negotiated.refused().getLast().reason());
    }

    private static boolean hasCandidates(Answer answer, int section) throws SdpException {
        return Peers.section(answer.sdp(), section).stream()
                .anyMatch(line -> line.startsWith("a=candidate:"));
    }
}
