package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 4317: every example is read; those about plain audio are played through in DTLS-SRTP. */
final class SdpRfcVectorsTest {

    /** The examples' descriptions in order, the RFC's page breaks taken out. */
    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : Files.readAllLines(Vectors.dir("../rfc").resolve("rfc4317.txt"))) {
            if (line.matches("      [a-z]=.*")) {
                if (line.startsWith("      v=") && !current.isEmpty()) {
                    examples.add(current.toString());
                    current.setLength(0);
                }
                current.append(line.substring(6)).append("\r\n");
            }
        }
        examples.add(current.toString());
        return examples;
    }

    /** The same description as a WebRTC endpoint would put it, with Opus for iLBC. */
    private static String modern(String example) {
        String transport = Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass").strip();
        StringBuilder text = new StringBuilder();
        StringBuilder mids = new StringBuilder();
        int sections = 0;
        for (String line : example.lines().toList()) {
            text.append(
                            line.replace("RTP/AVP", "UDP/TLS/RTP/SAVPF")
                                    .replace("iLBC/8000", "opus/48000/2"))
                    .append("\r\n");
            if (line.startsWith("m=")) {
                mids.append(' ').append(sections);
                text.append("a=mid:").append(sections++).append("\r\na=rtcp-mux\r\n");
                text.append(transport.replace("\n", "\r\n")).append("\r\n");
            }
        }
        return text.toString().replace("t=0 0\r\n", "t=0 0\r\na=group:BUNDLE" + mids + "\r\n");
    }

    private static String modern(int index) throws IOException {
        return modern(examples().get(index));
    }

    @Test
    void shouldReadEveryExample() throws IOException, SdpException {
        List<String> examples = examples();
        assertEquals(54, examples.size());
        for (String example : examples) {
            assertEquals(example, SessionDescription.parse(example).toString());
        }
    }

    @Test
    void shouldRefuseEveryExampleAsItStandsForWantOfDtls() throws IOException {
        for (String example : examples()) {
            SdpException e =
                    assertThrows(
                            SdpException.class, () -> Peers.negotiation().receiveOffer(example));
            assertEquals(SdpException.Reason.UNACCEPTABLE, e.reason());
            assertTrue(
                    e.getMessage().contains("must be UDP/TLS/RTP/SAVPF")
                            || e.getMessage().contains("no audio section"),
                    e.getMessage());
        }
    }

    @Test
    void shouldDeclineVideoAsIn22() throws IOException, SdpException {
        Answer answer = Peers.negotiation().answer(modern(2), Peers.local(), AnswerPolicy.DEFAULT);
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 97 0 8",
                Peers.section(answer.sdp(), 0).getFirst());
        assertEquals("m=video 0 UDP/TLS/RTP/SAVPF 31", Peers.section(answer.sdp(), 1).getFirst());
    }

    @Test
    void shouldDeclineTheFirstAndTakeTheSecondStreamAsIn26() throws IOException, SdpException {
        String offer =
                examples().stream()
                        .filter(example -> example.contains("m=audio 51372 RTP/AVP 97 101"))
                        .findFirst()
                        .orElseThrow();
        // The first one's codec has to be none of ours to be declined.
        String unknown = modern(offer).replace("PCMU/8000", "GSM/8000");
        Answer answer = Peers.negotiation().answer(unknown, Peers.local(), AnswerPolicy.DEFAULT);
        assertEquals("m=audio 0 UDP/TLS/RTP/SAVPF 0", Peers.section(answer.sdp(), 0).getFirst());
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 97 101",
                Peers.section(answer.sdp(), 1).getFirst());
    }

    @Test
    void shouldGoOnHoldAndComeBackAsIn31() throws IOException, SdpException {
        List<String> hold =
                examples().stream()
                        .filter(example -> example.contains("placeholder.biloxi"))
                        .toList();
        assertEquals(1, hold.size());
        Negotiation alice = Peers.negotiation();
        alice.offer(Peers.local(), OfferPolicy.DEFAULT);
        String answer = modern(hold.getFirst()).replace("97", "111").replace("actpass", "active");
        assertTrue(alice.applyAnswer(answer).audio().getFirst().receive());

        Negotiation held = Peers.negotiation();
        String offer = modern(hold.getFirst());
        Answer onHold = held.answer(offer, Peers.local(), AnswerPolicy.DEFAULT);
        assertTrue(Peers.section(onHold.sdp(), 0).contains("a=recvonly"));
        Answer back =
                held.answer(
                        offer.replace("a=sendonly", "a=sendrecv"),
                        Peers.local(),
                        AnswerPolicy.DEFAULT);
        assertTrue(Peers.section(back.sdp(), 0).contains("a=sendrecv"));
    }

    @Test
    void shouldNotCountTheVersionUpForTheSameAnswerAsIn25() throws IOException, SdpException {
        List<String> bob =
                examples().stream().filter(example -> example.contains("newhost.biloxi")).toList();
        Negotiation alice = Peers.negotiation();
        Answer first = alice.answer(modern(bob.getFirst()), Peers.local(), AnswerPolicy.DEFAULT);
        String moved = modern(bob.getFirst().replace("newhost", "host").replace("49178", "49174"));
        Answer second = alice.answer(moved, Peers.local(), AnswerPolicy.DEFAULT);
        assertEquals(first.sdp(), second.sdp());
    }

    @Test
    void shouldKeepADeletedStreamsPlaceAsIn43() throws IOException, SdpException {
        List<String> deleted =
                examples().stream()
                        .filter(
                                e ->
                                        e.contains("m=audio 49174 RTP/AVP 97")
                                                && e.contains("m=video 0"))
                        .toList();
        Answer answer =
                Peers.negotiation()
                        .answer(modern(deleted.getFirst()), Peers.local(), AnswerPolicy.DEFAULT);
        assertEquals("m=video 0 UDP/TLS/RTP/SAVPF 31", Peers.section(answer.sdp(), 1).getFirst());
        assertEquals(1, answer.negotiated().audio().size());
    }
}
