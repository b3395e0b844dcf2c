package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the packets are that each side sends. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class PacketTimeTest {

    @ParameterizedTest
    @CsvSource({
        "0, a=ptime:10, 10",
        "0, a=ptime:20, 20",
        "0, a=ptime:30, 30",
        "0, a=ptime:40, 40",
        "0, a=ptime:60, 60",
        "0, a=ptime:50, 40",
        "0, a=ptime:240, 60",
        "0, a=ptime:2, 10",
        "0, a=ptime:60~a=maxptime:30, 30",
        "0, a=maxptime:10, 10",
        "0, a=maxptime:150, 20",
        "0, a=ptime:-1, 20",
        "0, a=x, 20",
        "96, a=ptime:30, 20",
        "96, a=ptime:60, 60",
    })
    void shouldSendPacketsAsLongAsIsWishedAndSaySo(String codec, String stated, int lengthMs)
            throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        RtpAnswer answer =
                Phones.answer(
                        negotiation, Phones.offering(codec) + stated.replace('~', '\n') + "\n");
        assertTrue(answer.sdp().contains("a=ptime:" + lengthMs + "\r\n"), answer.sdp());
        assertEquals(lengthMs, answer.terms().audio().packetTimeMs());
        RtpAnswer changed = Phones.answer(negotiation, Phones.offering(codec) + "a=ptime:10\n");
        assertEquals(10, changed.terms().audio().packetTimeMs());
    }

    @Test
    void shouldSendPacketsAsLongAsTheAnswerWishes() throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        RtpTerms terms = negotiation.accept(Phones.pcmu("a=ptime:30"), Phones.ADDRESS);
        assertEquals(30, terms.audio().packetTimeMs());
        String again = negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertTrue(again.contains("a=ptime:30\r\n"), again);
    }
}
