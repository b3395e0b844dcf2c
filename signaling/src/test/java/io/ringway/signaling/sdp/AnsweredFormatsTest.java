package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which formats an answer keeps, in which order and with which parameters. */
final class AnsweredFormatsTest {

    @Test
    void shouldKeepTheOffersOrderAndNumbersOfFormats() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 126 63 9 96 72 100 0 101 63 4294967392
                a=mid:0
                a=rtcp-mux
                a=rtpmap:126 telephone-event/8000
                a=fmtp:126 0-16
                a=rtpmap:63 RED/48000/2
                a=fmtp:63 96/96
                a=rtpmap:9 G722/8000
                a=rtpmap:96 OPUS/48000/2
                a=rtpmap:72 opus/48000/2
                a=rtpmap:100 red/48000/2
                a=fmtp:100 9/96
                a=rtpmap:101 telephone-event/48000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer answer = Answers.to(Peers.offer(section));
        assertEquals(
                List.of(
                        new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                        new PayloadFormat(63, Codec.RED, 48_000, 2, false),
                        new PayloadFormat(96, Codec.OPUS, 48_000, 1, false),
                        new PayloadFormat(101, Codec.TELEPHONE_EVENT, 48_000, 1, false),
                        new PayloadFormat(9, Codec.G722, 8_000, 1, false),
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false)),
                answer.negotiated().audio().getFirst().formats());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 126 63 96 101 9 0", lines.getFirst());
        assertTrue(lines.contains("a=fmtp:126 0-15"));
        assertTrue(lines.contains("a=fmtp:63 96/96"));
        assertTrue(lines.contains("a=fmtp:96 minptime=10;useinbandfec=1"));

        Answer plain =
                Answers.to(
                        Peers.offer(section),
                        AnswerPolicy.DEFAULT.withRedundancy(OpusRedundancy.OFF));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 126 96 101 9 0",
                Peers.section(plain.sdp(), 0).getFirst());
    }

    @Test
    void shouldPutRedundancyBeforeOpusWhenPreferred() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 9 111 0 63 110
                a=mid:0
                a=rtcp-mux
                a=rtpmap:9 G722/8000
                a=rtpmap:111 opus/48000/2
                a=rtpmap:63 red/48000/2
                a=fmtp:63 111/111
                a=rtpmap:110 telephone-event/48000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer preferred =
                Answers.to(
                        Peers.offer(section),
                        AnswerPolicy.DEFAULT.withRedundancy(OpusRedundancy.PREFER));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 63 111 110 9 0",
                Peers.section(preferred.sdp(), 0).getFirst());
        assertEquals(
                Codec.RED, preferred.negotiated().audio().getFirst().formats().getFirst().codec());
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 111 63 110 9 0",
                Peers.section(Answers.to(Peers.offer(section)).sdp(), 0).getFirst());
    }

    @Test
    void shouldTakeACallerWithoutOpus() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 13 8 0 101
                a=mid:0
                a=rtcp-mux
                a=rtpmap:101 telephone-event/8000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer answer = Answers.to(Peers.offer(section));
        assertEquals(
                List.of(
                        new PayloadFormat(8, Codec.PCMA, 8_000, 1, false),
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false),
                        new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                        new PayloadFormat(13, Codec.COMFORT_NOISE, 8_000, 1, false)),
                answer.negotiated().audio().getFirst().formats());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 8 0 101 13", lines.getFirst());
        assertTrue(lines.contains("a=rtpmap:8 PCMA/8000"));
        assertTrue(lines.contains("a=rtpmap:13 CN/8000"));
    }

    @ParameterizedTest
    @CsvSource({
        "useinbandfec=1, true, 1, true, minptime=10;useinbandfec=1",
        "stereo=1, true, 2, false, minptime=10;useinbandfec=1;stereo=1",
        "sprop-stereo=1;useinbandfec=1, true, 2, true, minptime=10;useinbandfec=1;stereo=1",
        "stereo=1, false, 1, false, minptime=10;useinbandfec=1",
        "stereo=0;useinbandfec=0, true, 1, false, minptime=10;useinbandfec=1"
    })
    void shouldMirrorStereoAndAnnounceFec(
            String offered, boolean wanted, int channels, boolean fec, String answered)
            throws SdpException {
        String offer =
                Peers.changed(Peers.offer(Peers.audio("0")), "minptime=10;useinbandfec=1", offered);
        Answer answer = Answers.to(offer, AnswerPolicy.DEFAULT.withStereo(wanted));
        PayloadFormat opus = answer.negotiated().audio().getFirst().formats().getFirst();
        assertEquals(new PayloadFormat(111, Codec.OPUS, 48_000, channels, fec), opus);
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=fmtp:111 " + answered));
    }
}
