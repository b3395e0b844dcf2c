package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SendingLimits;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each side wishes of the Opus the other sends (RFC 7587 §7). */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class OpusTermsTest {

    @Test
    void shouldAnswerOpusInMonoWithItsOwnWishes() throws SdpException {
        RtpAnswer answer = Phones.answer(Phones.negotiation(), Phones.offering("96"));
        assertTrue(answer.sdp().contains("a=rtpmap:96 OPUS/48000/2\r\n"), answer.sdp());
        assertTrue(answer.sdp().contains("a=fmtp:96 minptime=10;useinbandfec=1\r\n"), answer.sdp());
        assertEquals(
                List.of(
                        new PayloadFormat(
                                96,
                                Codec.OPUS,
                                48_000,
                                1,
                                true,
                                new SendingLimits(20_000, 16_000, true, false))),
                answer.terms().audio().formats());
    }

    @ParameterizedTest
    @CsvSource({
        "maxaveragebitrate=x;maxplaybackrate=-1, 0, 0, false, false",
        "maxaveragebitrate=99999999999;cbr=1, 1000000, 0, false, true",
        "usedtx=1;maxplaybackrate=8000, 0, 8000, true, false",
    })
    void shouldKeepWhatIsAskedOfTheOpusItSends(
            String parameters, int bitrateBps, int rateHz, boolean dtx, boolean constant)
            throws SdpException {
        AudioSection audio =
                Phones.answer(
                                Phones.negotiation(),
                                Phones.offer(
                                        "m=audio 5004 RTP/AVP 96\na=rtpmap:96 opus/48000/2\n"
                                                + "a=fmtp:96 "
                                                + parameters
                                                + "\n"))
                        .terms()
                        .audio();
        assertEquals(
                new SendingLimits(bitrateBps, rateHz, dtx, constant),
                audio.formats().getFirst().sending());
    }
}
