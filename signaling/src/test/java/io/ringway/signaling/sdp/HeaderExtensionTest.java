package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringway.media.AudioSection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTP header extensions an answer takes (RFC 8285 §7). */
final class HeaderExtensionTest {

    @Test
    void shouldEchoKnownHeaderExtensionsOnly() throws SdpException {
        String extensions =
                """
                a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
                a=extmap:7 urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on
                a=extmap:8 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=extmap:9/sendonly urn:ietf:params:rtp-hdrext:sdes:mid
                a=rtcp-mux
                """;
        Answer answer =
                Answers.to(
                        Peers.changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", extensions));
        AudioSection audio = answer.negotiated().audio().getFirst();
        assertEquals(7, audio.levelExtensionId());
        assertEquals(9, audio.midExtensionId());
        assertEquals(
                List.of(
                        "a=extmap:7 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                        "a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:mid"),
                Peers.section(answer.sdp(), 0).stream()
                        .filter(line -> line.startsWith("a=extmap"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "4/recvonly", "4/inactive"})
    void shouldDropHeaderExtensionsThatCannotBeUsed(String id) throws SdpException {
        String extension = "a=extmap:" + id + " " + HeaderExtension.MID + "\na=rtcp-mux\n";
        Answer answer =
                Answers.to(Peers.changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", extension));
        assertEquals(0, answer.negotiated().audio().getFirst().midExtensionId());
        assertFalse(answer.sdp().contains("extmap"));
    }
}
