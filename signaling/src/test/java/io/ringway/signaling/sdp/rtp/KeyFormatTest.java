package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which payload type carries keys (RFC 4733). */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class KeyFormatTest {

    @Test
    void shouldAnswerTheKeysItSends() throws SdpException {
        RtpAnswer answer = Phones.answer(Phones.negotiation(), Phones.offering("8 101"));
        assertTrue(answer.sdp().contains("a=fmtp:101 0-15\r\n"), answer.sdp());
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                answer.terms().audio().keyFormat());
    }

    /** Asterisk, Cisco and Linphone: keys come on a clock the speech does not have. */
    @Test
    void shouldAgreeOnKeysOfTheTelephonesClockBesideOpus() throws SdpException {
        AudioSection audio =
                Phones.answer(Phones.negotiation(), Phones.offering("96 101")).terms().audio();
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false), audio.keyFormat());
        assertEquals(48_000, audio.clockRateHz(101));
        RtpNegotiation ours =
                Phones.negotiation(RtpPolicy.defaults().withCodecs(List.of(Codec.OPUS)));
        String offer = ours.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(List.of("audio 40000 RTP/AVP 111 101 110"), Phones.mediaLines(offer));
        AudioSection answered =
                ours.accept(
                                Phones.offer(
                                        "m=audio 5004 RTP/AVP 111 101\n"
                                                + "a=rtpmap:111 opus/48000/2\n"
                                                + "a=rtpmap:101 telephone-event/8000\n"),
                                Phones.ADDRESS)
                        .audio();
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                answered.keyFormat());
    }
}
