package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers that leave nothing to talk over, and what is said about them. */
final class RefusedOfferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=rtcp-mux | a=x | lacks a=rtcp-mux",
                "UDP/TLS/RTP/SAVPF | RTP/AVP | must be UDP/TLS/RTP/SAVPF (DTLS-SRTP), not 'RTP/AVP'",
                "UDP/TLS/RTP/SAVPF | RTP/SAVP | must be UDP/TLS/RTP/SAVPF",
                "UDP/TLS/RTP/SAVPF | TCP/TLS/RTP/SAVPF | must be UDP/TLS/RTP/SAVPF",
                "opus/48000/2 | iLBC/8000 | offers no opus/48000/2",
                "m=audio 9 | m=audio 0 | switches it off with port 0",
                "a=fingerprint | a=x | no a=fingerprint",
                "a=ice- | a=x- | no ICE credentials"
            })
    void shouldSayWhyNothingIsLeft(String from, String to, String reason) {
        String offer = Peers.changed(Peers.offer(Peers.audio("0")), from, to);
        String message = Answers.refusal(offer).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @ParameterizedTest
    @CsvSource({"a=rtcp-mux, a=x", "UDP/TLS/RTP/SAVPF, RTP/AVP", "opus/48000/2, iLBC/8000"})
    void shouldRefuseJustTheSectionThatCannotBeHad(String from, String to) throws SdpException {
        Answer answer =
                Answers.to(
                        Peers.offer(Peers.changed(Peers.audio("0"), from, to), Peers.audio("1")));
        assertEquals("1", answer.negotiated().audio().getFirst().mid());
        assertTrue(answer.sdp().contains("a=group:BUNDLE 1\r\n"));
        assertTrue(Peers.section(answer.sdp(), 0).getFirst().startsWith("m=audio 0 "));
    }

    @Test
    void shouldSayThatAudioIsNeeded() {
        String message =
                Answers.refusal(Peers.offer(Peers.video("0"), Peers.data("1"))).getMessage();
        assertEquals(
                "the offer has no audio section; an m=audio line with Opus is needed", message);
        assertEquals(message, Answers.refusal(Peers.offerWith("")).getMessage());
    }
}
