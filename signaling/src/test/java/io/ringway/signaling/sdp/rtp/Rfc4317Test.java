package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exchanges of RFC 4317, played with us as the one who answers, or who offers. Its host names
 * have become addresses and its iLBC a dynamic G.722; where it takes video or a second audio stream
 * we refuse.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class Rfc4317Test {

    private static final String THREE =
            "m=audio 49170 RTP/AVP 0 8 97|a=rtpmap:0 PCMU/8000|a=rtpmap:8 PCMA/8000"
                    + "|a=rtpmap:97 G722/8000";
    private static final String VIDEO =
            "m=video 51372 RTP/AVP 31 32|a=rtpmap:31 H261/90000|a=rtpmap:32 MPV/90000";
    private static final String G722 = "m=audio 49170 RTP/AVP 97|a=rtpmap:97 G722/8000";
    private static final String TONES =
            "m=audio 49172 RTP/AVP 98|a=rtpmap:98 telephone-event/8000|a=sendonly";

    /**
     * One example.
     *
     * @param offers those of the other side, one after the other
     * @param answers our m-lines, with a direction where it is not sendrecv
     */
    record Example(String section, List<String> offers, List<String> answers) {
        @Override
        public String toString() {
            return section;
        }
    }

    static List<Example> examples() {
        return List.of(
                new Example(
                        "2.1 and 2.3",
                        List.of(THREE + "|" + VIDEO),
                        List.of("audio 40000 RTP/AVP 0, video 0 RTP/AVP 31")),
                new Example(
                        "2.2",
                        List.of(
                                THREE + "|" + VIDEO,
                                "m=audio 51372 RTP/AVP 0|a=rtpmap:0 PCMU/8000"
                                        + "|m=video 0 RTP/AVP 31"),
                        List.of(
                                "audio 40000 RTP/AVP 0, video 0 RTP/AVP 31",
                                "audio 40000 RTP/AVP 0, video 0 RTP/AVP 31")),
                new Example(
                        "2.4",
                        List.of(THREE + "|" + TONES),
                        List.of("audio 40000 RTP/AVP 0, audio 0 RTP/AVP 98")),
                new Example(
                        "2.5",
                        List.of(G722, G722.replace("49170", "49178")),
                        List.of("audio 40000 RTP/AVP 97", "audio 40000 RTP/AVP 97")),
                new Example(
                        "2.6",
                        List.of(
                                "m=audio 49170 RTP/AVP 18|a=rtpmap:18 G729/8000"
                                        + "|m=audio 51372 RTP/AVP 97 101|a=rtpmap:97 G722/8000"
                                        + "|a=rtpmap:101 telephone-event/8000"),
                        List.of("audio 0 RTP/AVP 18, audio 40000 RTP/AVP 97 101")),
                new Example(
                        "2.7",
                        List.of(G722 + "|m=video 51372 RTP/AVP 31", G722 + "|" + VIDEO),
                        List.of(
                                "audio 40000 RTP/AVP 97, video 0 RTP/AVP 31",
                                "audio 40000 RTP/AVP 97, video 0 RTP/AVP 31")),
                new Example(
                        "3.1",
                        List.of(G722 + "|a=sendonly", G722),
                        List.of("audio 40000 RTP/AVP 97 recvonly", "audio 40000 RTP/AVP 97")),
                new Example(
                        "3.2",
                        List.of(G722 + "|" + TONES, G722 + "|a=sendonly|" + TONES),
                        List.of(
                                "audio 40000 RTP/AVP 97, audio 0 RTP/AVP 98",
                                "audio 40000 RTP/AVP 97 recvonly, audio 0 RTP/AVP 98")),
                new Example(
                        "4.1",
                        List.of(G722, G722 + "|" + TONES + "|c=IN IP4 192.0.2.44"),
                        List.of(
                                "audio 40000 RTP/AVP 97",
                                "audio 40000 RTP/AVP 97, audio 0 RTP/AVP 98")),
                new Example(
                        "4.2",
                        List.of(THREE, THREE + "|" + VIDEO),
                        List.of(
                                "audio 40000 RTP/AVP 0",
                                "audio 40000 RTP/AVP 0, video 0 RTP/AVP 31")));
    }

    private static String described(String answer) throws SdpException {
        List<String> lines = new ArrayList<>();
        for (var section : SessionDescription.parse(answer).media()) {
            String direction = section.direction().sdpName();
            boolean told = section.isOn() && !direction.equals("sendrecv");
            lines.add(section.mediaLine().toSdp() + (told ? " " + direction : ""));
        }
        return String.join(", ", lines);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldAnswerAsBobWould(Example example) throws SdpException {
        RtpNegotiation bob = Phones.negotiation();
        List<String> answers = new ArrayList<>();
        for (String offer : example.offers()) {
            answers.add(
                    described(
                            Phones.answer(bob, Phones.offer(offer.replace('|', '\n') + "\n"))
                                    .sdp()));
        }
        assertEquals(example.answers(), answers);
    }
}
