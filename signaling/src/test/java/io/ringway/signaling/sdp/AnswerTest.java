package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.LocalTransport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer says of each accepted section, and what it takes from the offer. */
final class AnswerTest {

    @ParameterizedTest
    @CsvSource({
        "sendrecv, SENDRECV, sendrecv, true, true",
        "sendonly, SENDRECV, recvonly, true, false",
        "recvonly, SENDRECV, sendonly, false, true",
        "inactive, SENDRECV, inactive, false, false",
        "sendrecv, RECVONLY, recvonly, true, false",
        "sendrecv, SENDONLY, sendonly, false, true",
        "sendonly, SENDONLY, inactive, false, false",
        "recvonly, INACTIVE, inactive, false, false"
    })
    void shouldIntersectDirections(
            String offered, MediaDirection most, String answered, boolean receive, boolean send)
            throws SdpException {
        String offer =
                Peers.changed(Peers.offer(Peers.audio("0")), "a=sendrecv\n", "a=" + offered + "\n");
        Answer answer = Answers.to(offer, AnswerPolicy.DEFAULT.withDirection(most));
        List<String> lines = Peers.section(answer.sdp(), 0);
        AudioSection audio = answer.negotiated().audio().getFirst();

        assertTrue(lines.contains("a=" + answered), answer.sdp());
        assertEquals(receive, audio.receive());
        assertEquals(send, audio.send());
        assertEquals(send, lines.stream().anyMatch(line -> line.startsWith("a=ssrc:")));
        assertEquals(send, lines.stream().anyMatch(line -> line.startsWith("a=msid:")));
    }

    @Test
    void shouldTakeDirectionAndTransportFromTheSessionWhenTheSectionIsSilent() throws SdpException {
        String transport = Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        String audio = Peers.changed(Peers.audio("0"), transport, "");
        String offer =
                Peers.offerWith(
                        "a=group:BUNDLE 0\na=recvonly\n" + transport.strip(),
                        Peers.changed(audio, "a=sendrecv\n", ""));
        Negotiated negotiated = Answers.to(offer).negotiated();
        assertFalse(negotiated.audio().getFirst().receive());
        assertEquals(Peers.UFRAG, negotiated.remote().iceUfrag());
        assertTrue(negotiated.remoteTrickles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF"})
    void shouldAnswerInTheOfferedProtocol(String protocol) throws SdpException {
        String offer = Peers.offer(Peers.audio("0")).replace("UDP/TLS/RTP/SAVPF", protocol);
        assertEquals(
                "m=audio 10000 " + protocol + " 111 110",
                Peers.section(Answers.to(offer).sdp(), 0).getFirst());
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() throws SdpException {
        String offer =
                Peers.changed(
                        Peers.offer(Peers.audio("0"), Peers.video("1")),
                        "a=rtpmap:96 VP8/90000",
                        "a=rtpmap:broken\na=candidate:?\nx=y\na=extmap:\na=ssrc:");
        assertEquals(1, Answers.to(offer).negotiated().audio().size());
    }

    @Test
    void shouldPassOnWhatTheRemoteSideSaysOfItself() throws SdpException {
        String more =
                """
                a=ptime:20
                a=maxptime:60
                a=ssrc:4294967295 cname:x
                a=ssrc:4294967295 msid:a b
                a=ssrc:5 cname:x
                a=candidate:1 1 udp 7 192.0.2.9 4000 typ host
                a=candidate:oops
                a=end-of-candidates
                a=rtcp-mux
                """;
        String offer =
                Peers.changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", more)
                        .replace("a=group", "a=ice-lite\na=group");
        Answer answer = Answers.to(offer);
        Negotiated negotiated = answer.negotiated();
        assertEquals(List.of(4_294_967_295L, 5L), negotiated.audio().getFirst().remoteSsrcs());
        assertEquals("192.0.2.9", negotiated.remote().candidates().getFirst().host());
        assertEquals(1, negotiated.candidatesIgnored());
        assertTrue(negotiated.endOfCandidates());
        assertTrue(negotiated.remote().iceLite());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertTrue(lines.contains("a=ptime:20"));
        assertTrue(lines.contains("a=maxptime:60"));
    }

    @Test
    void shouldSendPacketsAsLongAsIsWished() throws SdpException {
        String offer =
                Peers.changed(
                        Peers.offer(Peers.audio("0")),
                        "a=rtcp-mux\n",
                        "a=ptime:50\na=maxptime:120\na=rtcp-mux\n");
        Answer answer = Answers.to(offer);
        assertEquals(40, answer.negotiated().audio().getFirst().packetTimeMs());
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=ptime:40"));
        Answer usual = Answers.to(Peers.offer(Peers.audio("0")));
        assertEquals(20, usual.negotiated().audio().getFirst().packetTimeMs());
        assertFalse(usual.sdp().contains("a=ptime"));
    }

    @Test
    void shouldWritePort9WhileNoCandidateIsKnown() throws SdpException {
        var local = Peers.local();
        var bare =
                new LocalTransport(
                        local.iceUfrag(), local.icePwd(), false, local.fingerprint(), List.of());
        Answer answer =
                Peers.negotiation()
                        .answer(Peers.offer(Peers.audio("0")), bare, AnswerPolicy.DEFAULT);
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 9 UDP/TLS/RTP/SAVPF 111 110", lines.getFirst());
        assertEquals("c=IN IP4 0.0.0.0", lines.get(1));
        assertFalse(answer.sdp().contains("ice-lite"));
        assertFalse(answer.sdp().contains("end-of-candidates"));
    }

    @Test
    void shouldNeverDrawAnSsrcInUse() throws SdpException {
        long drawn =
                Answers.to(Peers.offer(Peers.audio("0")))
                        .negotiated()
                        .audio()
                        .getFirst()
                        .localSsrc();
        String offer =
                Peers.changed(
                        Peers.offer(Peers.audio("0")),
                        "a=rtcp-mux\n",
                        "a=rtcp-mux\na=ssrc:" + drawn + " cname:x\n");
        assertNotEquals(drawn, Answers.to(offer).negotiated().audio().getFirst().localSsrc());
    }
}
