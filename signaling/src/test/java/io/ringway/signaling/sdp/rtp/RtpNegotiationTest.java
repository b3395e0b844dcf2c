package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.MediaSecurity;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.Origin;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class RtpNegotiationTest {

    private final RtpNegotiation negotiation = Phones.negotiation();

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static Origin origin(String sdp) throws SdpException {
        return SessionDescription.parse(sdp).origin();
    }

    @Test
    void shouldAnswerAPlainPhone() throws SdpException {
        RtpAnswer answer = Phones.answer(negotiation, Phones.pcmu());
        RtpTerms terms = answer.terms();

        assertEquals(
                List.of(
                        "m=audio 40000 RTP/AVP 0 101",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=ptime:20",
                        "a=sendrecv"),
                Phones.section(answer.sdp(), 0));
        assertTrue(answer.sdp().contains("\r\nc=IN IP4 192.0.2.1\r\n"), answer.sdp());
        assertEquals(
                new RemoteRtp(
                        at("192.0.2.9", 5_004), at("192.0.2.9", 5_005), new MediaSecurity.None()),
                terms.remote());
        assertEquals(
                List.of(
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false),
                        new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false)),
                terms.audio().formats());
        assertTrue(terms.audio().send() && terms.audio().receive());
        assertFalse(terms.heldByRemote());
    }

    @Test
    void shouldGiveTheSameOfferTheSameAnswer() throws SdpException {
        String offer = Phones.savp("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Phones.KEY);
        RtpAnswer first = Phones.answer(negotiation, offer);
        RtpAnswer again = Phones.answer(negotiation, offer);
        assertEquals(first, again);
    }

    @Test
    void shouldRaiseTheVersionWithEveryChangeOnly() throws SdpException {
        String resumed = Phones.pcmu("a=sendrecv");
        Origin first = origin(Phones.answer(negotiation, Phones.pcmu()).sdp());
        Origin refreshed = origin(Phones.answer(negotiation, resumed).sdp());
        Origin held = origin(Phones.answer(negotiation, Phones.pcmu("a=sendonly")).sdp());
        Origin back = origin(Phones.answer(negotiation, resumed).sdp());

        assertEquals(first, refreshed);
        assertEquals(first.sessionId(), back.sessionId());
        assertEquals(
                List.of("1", "2", "3"),
                List.of(first, held, back).stream().map(Origin::sessionVersion).toList());
        assertEquals("192.0.2.1", first.address());
    }

    @Test
    void shouldTakeOneAudioStreamAndRefuseTheRestInPlace() throws SdpException {
        RtpAnswer answer =
                Phones.answer(
                        negotiation,
                        Phones.offer(
                                """
                                m=video 6000 RTP/AVP 31 34
                                m=audio 5004 RTP/AVP 8
                                m=image 6002 udptl t38
                                m=audio 5008 RTP/AVP 0
                                m=application 6004 UDP/DTLS/SCTP webrtc-datachannel
                                """));
        assertEquals(
                List.of(
                        "video 0 RTP/AVP 31",
                        "audio 40000 RTP/AVP 8",
                        "image 0 udptl t38",
                        "audio 0 RTP/AVP 0",
                        "application 0 UDP/DTLS/SCTP webrtc-datachannel"),
                Phones.mediaLines(answer.sdp()));
        assertEquals(
                List.of(0, 2, 3, 4),
                answer.terms().refused().stream().map(section -> section.index()).toList());
        assertEquals("1", answer.terms().audio().mid());
    }

    @Test
    void shouldKeepTheStreamInItsPlaceWhenAnotherOneAppearsBeforeIt() throws SdpException {
        Phones.answer(negotiation, Phones.offer("m=audio 0 RTP/AVP 0\nm=audio 5004 RTP/AVP 8\n"));
        RtpAnswer second =
                Phones.answer(
                        negotiation,
                        Phones.offer("m=audio 5010 RTP/AVP 0\nm=audio 5004 RTP/AVP 8\n"));
        assertEquals(
                List.of("audio 0 RTP/AVP 0", "audio 40000 RTP/AVP 8"),
                Phones.mediaLines(second.sdp()));
    }

    @Test
    void shouldSwitchTheStreamOffAndOnAgain() throws SdpException {
        Phones.answer(negotiation, Phones.pcmu());
        RtpAnswer off = Phones.answer(negotiation, Phones.pcmu().replace("audio 5004", "audio 0"));
        assertEquals(List.of("audio 0 RTP/AVP 0"), Phones.mediaLines(off.sdp()));
        assertFalse(off.terms().audio().send() || off.terms().audio().receive());
        assertTrue(off.terms().heldByRemote());

        RtpAnswer on = Phones.answer(negotiation, Phones.pcmu());
        assertTrue(on.terms().audio().send() && on.terms().audio().receive());
    }

    @Test
    void shouldRefuseAnOfferThatDropsASection() throws SdpException {
        Phones.answer(
                negotiation, Phones.offer("m=audio 5004 RTP/AVP 0\nm=video 6000 RTP/AVP 31\n"));
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () -> negotiation.review(Phones.pcmu(), Phones.ADDRESS));
        assertTrue(e.getMessage().contains("1 m-lines after 2"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 5004 RTP/AVP 18 4 | INCOMPATIBLE_MEDIA_FORMAT | none of the speech codecs",
                "m=audio 5004 RTP/AVP 96 | INCOMPATIBLE_MEDIA_FORMAT | none of the speech codecs",
                "m=audio 5004 RTP/AVP 101 | INCOMPATIBLE_MEDIA_FORMAT | none of the speech codecs",
                "m=video 5004 RTP/AVP 31 | MEDIA_TYPE_NOT_AVAILABLE | only audio is taken",
                "m=audio 0 RTP/AVP 0 | MEDIA_TYPE_NOT_AVAILABLE | switches it off with port 0",
                "m=audio 5004 TCP/RTP/AVP 0 | INCOMPATIBLE_TRANSPORT | its protocol must be",
                "m=audio 5004 RTP/SAVP 0 | INCOMPATIBLE_TRANSPORT | no a=crypto that can be used",
                "m=audio 5004 UDP/TLS/RTP/SAVP 0 | INCOMPATIBLE_TRANSPORT | no a=fingerprint"
            })
    void shouldRefuseWithAReason(String section, SdpWarning warning, String reason) {
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () -> negotiation.review(Phones.offer(section + "\n"), Phones.ADDRESS));
        assertEquals(SdpException.Reason.UNACCEPTABLE, e.reason());
        assertEquals(warning, e.warning());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldStayAsItWasAfterAFailure() throws SdpException {
        RtpAnswer before = Phones.answer(negotiation, Phones.pcmu());
        assertThrows(
                SdpException.class,
                () ->
                        negotiation.review(
                                Phones.offer("m=audio 5004 RTP/AVP 18\n"), Phones.ADDRESS));
        assertEquals(before, Phones.answer(negotiation, Phones.pcmu()));
    }

    @Test
    void shouldRefuseAnOfferWhileOursWaits() throws SdpException {
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () -> negotiation.review(Phones.pcmu(), Phones.ADDRESS));
        assertEquals(SdpException.Reason.WRONG_STATE, e.reason());

        negotiation.rollback();
        assertFalse(negotiation.isOffering());
        assertEquals(
                Codec.PCMU,
                Phones.codecs(Phones.answer(negotiation, Phones.pcmu()).terms()).getFirst());
    }
}
