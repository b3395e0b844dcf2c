package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes of offers that stacks other than browsers write. */
final class LegacyOffersTest {

    private static Answer answer(String offer) throws SdpException {
        return Peers.negotiation().answer(offer, Peers.local(), AnswerPolicy.DEFAULT);
    }

    /**
     * aiortc: another ufrag for each m-line although bundled, SCTP the old way, IPv6 candidates.
     */
    private static String aiortc() {
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            sections.append(
                    """
                    m=audio 6009%1$d UDP/TLS/RTP/SAVPF 96 0 8
                    c=IN IP4 192.0.2.2
                    a=sendrecv
                    a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
                    a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                    a=mid:%1$d
                    a=msid:stream track%1$d
                    a=rtcp:9 IN IP4 0.0.0.0
                    a=rtcp-mux
                    a=ssrc:226454919%1$d cname:1ad2ebd5
                    a=rtpmap:96 opus/48000/2
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:8 PCMA/8000
                    a=candidate:f957a2332b1715da3b0ef8ba684454eb 1 udp 2130706431 192.0.2.2 6009%1$d typ host
                    a=candidate:d0bcf3d9c29a2bc887618212a1623bfa 1 udp 2130706431 fd00::2 3995%1$d typ host
                    a=end-of-candidates
                    a=ice-ufrag:s0O%1$d
                    a=ice-pwd:rz6Ya8Wy8k1FPhoOdnYVw%1$d
                    a=fingerprint:%2$s
                    a=setup:actpass
                    """
                            .formatted(i, Peers.FINGERPRINT));
        }
        return Peers.offerWith(
                "a=group:BUNDLE 0 1 2\na=msid-semantic:WMS *",
                sections.toString(),
                """
                m=application 36596 DTLS/SCTP 5000
                c=IN IP4 192.0.2.2
                a=mid:2
                a=sctpmap:5000 webrtc-datachannel 65535
                a=ice-ufrag:AmY1
                a=ice-pwd:Rixvd2vtLRehmovI2Nvkl2
                """);
    }

    @Test
    void shouldUseTheTaggedSectionsUfragOfSeveral() throws SdpException {
        Negotiated negotiated = answer(aiortc()).negotiated();
        assertEquals("s0O0", negotiated.remote().iceUfrag());
        assertEquals(
                List.of(60_090, 39_950),
                negotiated.remote().candidates().stream().map(c -> c.port()).toList());
        assertEquals(
                List.of("0", "1"), negotiated.audio().stream().map(AudioSection::mid).toList());
        assertTrue(negotiated.endOfCandidates());
    }

    @Test
    void shouldRefuseOldSctpInItsOwnWords() throws SdpException {
        Answer answer = answer(aiortc());
        assertEquals("m=application 0 DTLS/SCTP 5000", Peers.section(answer.sdp(), 2).getFirst());
        assertTrue(answer.sdp().contains("a=group:BUNDLE 0 1\r\n"));
    }

    @Test
    void shouldAnswerASipPhoneWithoutBundleOrMids() throws SdpException {
        String offer =
                Peers.offerWith(
                        "c=IN IP4 192.0.2.3",
                        """
                        m=audio 40000 RTP/SAVPF 98 101
                        a=rtpmap:98 opus/48000/2
                        a=rtpmap:101 telephone-event/48000
                        a=rtcp-mux
                        a=ice-ufrag:abcd
                        a=ice-pwd:0123456789012345678901
                        a=fingerprint:SHA-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33
                        a=setup:active
                        a=candidate:1 1 UDP 2130706431 192.0.2.3 40000 typ host
                        """);
        Answer answer = answer(offer);
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 10000 RTP/SAVPF 98 101", lines.getFirst());
        assertTrue(lines.contains("a=setup:passive"));
        assertEquals("sha-1", answer.negotiated().remote().fingerprints().getFirst().hash());
    }

    @Test
    void shouldTakeAnUnbundledVideoForWhatItIs() throws SdpException {
        Answer answer =
                answer(Peers.offerWith("a=group:BUNDLE v", Peers.audio("a"), Peers.video("v")));
        assertEquals("a", answer.negotiated().transportMid());
        assertTrue(!answer.sdp().contains("a=group"), answer.sdp());
    }
}
