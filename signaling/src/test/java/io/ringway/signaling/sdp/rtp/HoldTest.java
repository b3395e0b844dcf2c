package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hold as RFC 3264 §8.4 has it, and as RFC 2543 had it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class HoldTest {

    private static final String NOWHERE = "0.0.0.0";
    private static final String THERE = "192.0.2.9";

    private final RtpNegotiation negotiation = Phones.negotiation();

    private static String offer(String address, String attribute) {
        return Phones.offer(address, "m=audio 5004 RTP/AVP 0\n" + attribute(attribute));
    }

    private static String attribute(String name) {
        return name.equals("none") ? "" : "a=" + name + "\n";
    }

    private static MediaDirection direction(String sdp) throws SdpException {
        return SessionDescription.parse(sdp).media().getFirst().direction();
    }

    @ParameterizedTest
    @CsvSource({
        // address, their attribute, ours at most, the answer, whether they hold
        "192.0.2.9, none,     SENDRECV, SENDRECV, false",
        "192.0.2.9, sendrecv, SENDRECV, SENDRECV, false",
        "192.0.2.9, sendonly, SENDRECV, RECVONLY, true",
        "192.0.2.9, recvonly, SENDRECV, SENDONLY, false",
        "192.0.2.9, inactive, SENDRECV, INACTIVE, true",
        "0.0.0.0,   none,     SENDRECV, RECVONLY, true",
        "0.0.0.0,   sendrecv, SENDRECV, RECVONLY, true",
        "0.0.0.0,   sendonly, SENDRECV, RECVONLY, true",
        "0.0.0.0,   recvonly, SENDRECV, INACTIVE, true",
        "0.0.0.0,   inactive, SENDRECV, INACTIVE, true",
        "192.0.2.9, none,     SENDONLY, SENDONLY, false",
        "192.0.2.9, sendonly, SENDONLY, INACTIVE, true",
        "192.0.2.9, recvonly, SENDONLY, SENDONLY, false",
        "192.0.2.9, inactive, SENDONLY, INACTIVE, true",
        "0.0.0.0,   sendrecv, SENDONLY, INACTIVE, true",
    })
    void shouldAnswerEveryHold(
            String address,
            String attribute,
            MediaDirection most,
            MediaDirection answered,
            boolean held)
            throws SdpException {
        RtpAnswer answer = Phones.answer(negotiation, offer(address, attribute), most);
        assertEquals(answered, direction(answer.sdp()));
        assertEquals(answered.sends(), answer.terms().audio().send());
        assertEquals(answered.receives(), answer.terms().audio().receive());
        assertEquals(held, answer.terms().heldByRemote());
    }

    @Test
    void shouldTakeTheSessionsDirectionWhereTheSectionHasNone() throws SdpException {
        String offer = offer(THERE, "none").replace("t=0 0\n", "t=0 0\na=sendonly\n");
        assertEquals(MediaDirection.RECVONLY, direction(Phones.answer(negotiation, offer).sdp()));
    }

    @Test
    void shouldTakeTheSectionsAddressBeforeTheSessions() throws SdpException {
        String offer = Phones.offer(NOWHERE, "m=audio 5004 RTP/AVP 0\nc=IN IP4 " + THERE + "\n");
        RtpTerms terms = Phones.answer(negotiation, offer).terms();
        assertFalse(terms.heldByRemote());
        RemoteRtp remote = terms.remote();
        assertNotNull(remote);
        assertEquals(THERE, remote.rtp().getAddress().getHostAddress());
    }

    @Test
    void shouldKeepTheLastAddressWhileThereIsNone() throws SdpException {
        RtpTerms talking = Phones.answer(negotiation, offer(THERE, "none")).terms();
        RtpTerms held = Phones.answer(negotiation, offer(NOWHERE, "none")).terms();
        RtpTerms resumed = Phones.answer(negotiation, offer("192.0.2.10", "none")).terms();
        RemoteRtp back = resumed.remote();
        assertEquals(talking.remote(), held.remote());
        assertNotNull(back);
        assertEquals("192.0.2.10", back.rtp().getAddress().getHostAddress());
        assertTrue(resumed.audio().send() && resumed.audio().receive());
    }

    @Test
    void shouldWaitForAnAddressWhenACallBeginsWithout() throws SdpException {
        assertNull(Phones.answer(negotiation, offer(NOWHERE, "inactive")).terms().remote());
        assertNotNull(Phones.answer(negotiation, offer(THERE, "none")).terms().remote());
    }

    @ParameterizedTest
    @CsvSource({
        // what we want, what they answer, what is agreed, whether they hold
        "SENDRECV, sendrecv, SENDRECV, false",
        "SENDRECV, sendonly, RECVONLY, true",
        "SENDRECV, recvonly, SENDONLY, false",
        "SENDRECV, inactive, INACTIVE, true",
        "SENDONLY, recvonly, SENDONLY, false",
        "SENDONLY, sendrecv, SENDONLY, false",
        "SENDONLY, inactive, INACTIVE, true",
    })
    void shouldHoldByAnOfferOfOurs(
            MediaDirection wanted, String answered, MediaDirection agreed, boolean held)
            throws SdpException {
        Phones.answer(negotiation, offer(THERE, "none"));
        String offer = negotiation.offer(RtpProfile.AVP, Phones.LOCAL, wanted);
        assertEquals(wanted, direction(offer));

        RtpTerms terms = negotiation.accept(offer(THERE, answered), Phones.ADDRESS);
        assertEquals(agreed, MediaDirection.of(terms.audio().send(), terms.audio().receive()));
        assertEquals(held, terms.heldByRemote());
    }

    /** Two sides that mirror each other's hold would never leave it. */
    @Test
    void shouldOfferWhatWeWantWhileHeld() throws SdpException {
        Phones.answer(negotiation, offer(THERE, "sendonly"));
        assertEquals(
                MediaDirection.SENDRECV,
                direction(
                        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV)));
    }
}
