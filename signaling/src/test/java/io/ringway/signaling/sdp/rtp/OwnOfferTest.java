package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we offer, and what an answer leaves of it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class OwnOfferTest {

    @Test
    void shouldOfferEverythingUnderTheNumbersPhonesKnow() throws SdpException {
        String offer =
                Phones.negotiation().offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(
                List.of(
                        "m=audio 40000 RTP/AVP 111 9 8 0 13 101 110",
                        "a=rtpmap:111 opus/48000/2",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:13 CN/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-15",
                        "a=rtpmap:110 telephone-event/48000",
                        "a=fmtp:110 0-15",
                        "a=ptime:20",
                        "a=sendrecv",
                        "a=rtcp-mux"),
                Phones.section(offer, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the answer's formats; what is agreed, first the one we send with
                "0 | 0",
                "8 0 101 | 8 0 101",
                "0 18 96 | 0",
                "111 110 | 111 110",
                // its own number for Opus, which we send under; theirs may come under ours
                "107 | 107 111",
                "107 8 108 | 107 8 108 111 101",
            })
    void shouldAgreeOnWhatTheAnswerKeeps(String answered, String agreed) throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        RtpTerms terms =
                negotiation.accept(
                        Phones.offer(
                                "m=audio 5004 RTP/AVP "
                                        + answered
                                        + "\na=rtpmap:111 opus/48000/2\na=rtpmap:107 opus/48000/2"
                                        + "\na=rtpmap:101 telephone-event/8000"
                                        + "\na=rtpmap:108 telephone-event/8000"
                                        + "\na=rtpmap:110 telephone-event/48000"
                                        + "\na=rtpmap:96 iLBC/8000\n"),
                        Phones.ADDRESS);
        assertEquals(
                agreed,
                String.join(
                        " ",
                        terms.audio().formats().stream()
                                .map(format -> Integer.toString(format.payloadType()))
                                .toList()));
        assertTrue(negotiation.isAgreed());
    }

    @Test
    void shouldRepeatInLaterOffersWhatWasAgreed() throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        Phones.answer(negotiation, Phones.offering("96 0 100"));
        String again = negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(List.of("audio 40000 RTP/AVP 96 100"), Phones.mediaLines(again));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 5004 RTP/AVP 18 | must keep one of the speech codecs",
                "m=audio 5004 RTP/AVP 101 | must keep one of the speech codecs",
                "m=audio 0 RTP/AVP 0 | refuses the audio",
                "m=audio 5004 RTP/SAVP 0 | protocol must be RTP/AVP",
                "m=video 5004 RTP/AVP 0 | must answer the offer's audio",
                "m=audio 5004 RTP/AVP 0~m=video 0 RTP/AVP 31 | has 2 m-lines; the offer has 1",
                "a=x | has 0 m-lines; the offer has 1",
            })
    void shouldRefuseAnswersThatDoNotFit(String section, String reason) throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        String answer = Phones.offer(section.replace('~', '\n') + "\n");
        SdpException e =
                assertThrows(SdpException.class, () -> negotiation.accept(answer, Phones.ADDRESS));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(negotiation.isOffering() && !negotiation.isAgreed());
    }
}
