package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.signaling.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Offers recorded from real browsers. */
final class BrowserOffersTest {

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Vectors.dir("sdp"))) {
            return files.filter(file -> file.toString().endsWith(".sdp")).sorted().toList();
        }
    }

    private static Answer answer(String offer) throws SdpException {
        return Peers.negotiation()
                .answer(offer, Peers.local(), AnswerPolicy.DEFAULT.withCandidatesComplete(true));
    }

    @TestFactory
    Stream<DynamicTest> shouldGiveBackEveryByte() throws IOException {
        return files().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(),
                                        () -> {
                                            String text = Files.readString(file);
                                            assertEquals(
                                                    text,
                                                    SessionDescription.parse(text).toString());
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerEveryOffer() throws IOException {
        return files().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(), () -> checkAnswer(file)));
    }

    private static void checkAnswer(Path file) throws IOException, SdpException {
        SessionDescription offer = SessionDescription.parse(Files.readString(file));
        Answer answer = answer(offer.toString());
        SessionDescription written = SessionDescription.parse(answer.sdp());
        Negotiated negotiated = answer.negotiated();

        assertEquals(offer.media().size(), written.media().size());
        for (MediaSection section : offer.media()) {
            MediaSection answered = written.media().get(section.index());
            assertEquals(section.mid(), answered.mid());
            assertEquals(section.mediaLine().kind(), answered.mediaLine().kind());
            assertEquals(section.mediaLine().protocol(), answered.mediaLine().protocol());
            assertEquals(section.isAudio() ? 10_000 : 0, answered.mediaLine().port());
        }
        assertEquals(List.of("0"), written.groups().getFirst().mids());
        assertEquals(DtlsRole.CLIENT, negotiated.remote().localDtlsRole());
        assertEquals(1, negotiated.remote().fingerprints().size());
        assertEquals(0, negotiated.candidatesIgnored());
        assertTrue(negotiated.remoteTrickles());
        assertEquals(offer.media().size() - 1, negotiated.refused().size());

        AudioSection audio = negotiated.audio().getFirst();
        boolean firefox = file.getFileName().toString().startsWith("firefox");
        assertEquals(firefox ? 3 : 4, audio.midExtensionId());
        assertEquals(1, audio.levelExtensionId());
        assertEquals(1, audio.remoteSsrcs().size());
        PayloadFormat opus = audio.formats().getFirst();
        assertEquals(firefox ? 109 : 111, opus.payloadType());
        assertEquals(firefox ? 2 : 1, opus.channels());
        assertTrue(opus.inbandFec());
    }

    @Test
    void shouldUseOneComponentOfTwo() throws IOException, SdpException {
        Path file = Vectors.dir("sdp").resolve("firefox-offer-audio_video_data.sdp");
        Negotiated negotiated = answer(Files.readString(file)).negotiated();
        assertEquals(1, negotiated.remote().candidates().size());
        assertTrue(negotiated.endOfCandidates());
        assertFalse(negotiated.remote().iceLite());
    }

    @Test
    void shouldAnswerChromiumsAudioOfferLineByLine() throws IOException, SdpException {
        String offer = Files.readString(Vectors.dir("sdp").resolve("chromium-offer-audio.sdp"));
        Answer answer = answer(offer);
        String ssrc = Long.toString(answer.negotiated().audio().getFirst().localSsrc());
        SessionDescription written = SessionDescription.parse(answer.sdp());
        MediaStreamId msid = written.media().getFirst().streamIds().getFirst();
        String cname = written.media().getFirst().ssrcs().getFirst().value();

        assertEquals(
                List.of(
                        "v=0",
                        "o=- " + written.origin().sessionId() + " 1 IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0",
                        "a=ice-lite",
                        "m=audio 10000 UDP/TLS/RTP/SAVPF 111 63 110 126 9 0 8 13",
                        "c=IN IP4 192.0.2.7",
                        "a=candidate:1 1 udp 2130706431 192.0.2.7 10000 typ host",
                        "a=candidate:1 1 udp 2130706431 2001:db8::7 10000 typ host",
                        "a=end-of-candidates",
                        "a=ice-ufrag:locl",
                        "a=ice-pwd:localPassword0123456789",
                        "a=ice-options:trickle",
                        "a=fingerprint:sha-256 " + "01:".repeat(31) + "23",
                        "a=setup:active",
                        "a=mid:0",
                        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                        "a=sendrecv",
                        "a=msid:" + msid.stream() + " " + msid.track(),
                        "a=rtcp-mux",
                        "a=rtpmap:111 opus/48000/2",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=rtpmap:63 red/48000/2",
                        "a=fmtp:63 111/111",
                        "a=rtpmap:110 telephone-event/48000",
                        "a=rtpmap:126 telephone-event/8000",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:13 CN/8000",
                        "a=ssrc:" + ssrc + " cname:" + cname),
                answer.sdp().lines().toList());
        assertTrue(answer.sdp().endsWith("\r\n"));
        assertEquals(36, cname.length());
        assertEquals(36, msid.track().length());
    }
}
