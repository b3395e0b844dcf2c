package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DTLS-SRTP without ICE (RFC 5763 §5, RFC 8842 §5). */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class DtlsRolesTest {

    private final RtpNegotiation negotiation = Phones.negotiation();

    private static String offer(String protocol, String setup, String fingerprint) {
        return Phones.offer(
                "m=audio 5004 "
                        + protocol
                        + " 0\na=fingerprint:"
                        + fingerprint
                        + "\n"
                        + (setup.equals("none") ? "" : "a=setup:" + setup + "\n"));
    }

    private static String offer(String setup) {
        return offer("UDP/TLS/RTP/SAVP", setup, Phones.FINGERPRINT);
    }

    private static MediaSecurity.Dtls dtls(RtpTerms terms) {
        RemoteRtp remote = terms.remote();
        assertNotNull(remote);
        return assertInstanceOf(MediaSecurity.Dtls.class, remote.security());
    }

    private static String attribute(String sdp, String name) throws SdpException {
        return Phones.section(sdp, 0).stream()
                .filter(line -> line.startsWith("a=" + name + ":"))
                .map(line -> line.substring(name.length() + 3))
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        // offered, preferred, our role, told
        "actpass, CLIENT, CLIENT, active",
        "actpass, SERVER, SERVER, passive",
        "active,  CLIENT, SERVER, passive",
        "passive, SERVER, CLIENT, active",
        "none,    CLIENT, SERVER, passive",
    })
    void shouldSettleTheRole(String setup, DtlsRole preferred, DtlsRole role, String told)
            throws SdpException {
        RtpNegotiation other = Phones.negotiation(RtpPolicy.defaults().withDtlsRole(preferred));
        RtpAnswer answer = Phones.answer(other, offer(setup));
        assertEquals(role, dtls(answer.terms()).localRole());
        assertEquals(told, attribute(answer.sdp(), "setup"));
        assertEquals(
                List.of(CertificateFingerprint.parse(Phones.FINGERPRINT)),
                dtls(answer.terms()).fingerprints());
        assertEquals(Phones.LOCAL.fingerprint().toSdp(), attribute(answer.sdp(), "fingerprint"));
    }

    @ParameterizedTest
    @CsvSource({
        "UDP/TLS/RTP/SAVP",
        "UDP/TLS/RTP/SAVPF",
        "RTP/SAVP",
        "RTP/SAVPF",
        "RTP/AVP",
        "RTP/AVPF"
    })
    void shouldTakeTheHandshakeUnderEveryName(String protocol) throws SdpException {
        RtpAnswer answer =
                Phones.answer(negotiation, offer(protocol, "actpass", Phones.FINGERPRINT));
        assertEquals(DtlsRole.CLIENT, dtls(answer.terms()).localRole());
        assertEquals(List.of("audio 40000 " + protocol + " 0"), Phones.mediaLines(answer.sdp()));
    }

    @Test
    void shouldRefuseHoldconn() {
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () -> negotiation.review(offer("holdconn"), Phones.ADDRESS));
        assertTrue(e.getMessage().contains("holdconn is not taken"), e.getMessage());
    }

    /** RFC 8842 §5.3: an association that lives on keeps its roles. */
    @Test
    void shouldKeepRolesAsLongAsTheAssociationLives() throws SdpException {
        assertEquals(
                DtlsRole.SERVER,
                dtls(Phones.answer(negotiation, offer("active")).terms()).localRole());
        assertEquals(
                DtlsRole.SERVER,
                dtls(Phones.answer(negotiation, offer("actpass")).terms()).localRole());
    }

    @Test
    void shouldBeginAnewWithAnotherCertificate() throws SdpException {
        Phones.answer(negotiation, offer("active"));
        RtpTerms renewed =
                Phones.answer(
                                negotiation,
                                offer("UDP/TLS/RTP/SAVP", "actpass", Phones.OTHER_FINGERPRINT))
                        .terms();
        assertEquals(DtlsRole.CLIENT, dtls(renewed).localRole());
    }

    @Test
    void shouldNameTheAssociationOnlyWhereTheOfferDoes() throws SdpException {
        String named = offer("actpass") + "a=tls-id:aaaaaaaaaaaaaaaaaaaa\n";
        String other = offer("actpass") + "a=tls-id:bbbbbbbbbbbbbbbbbbbb\n";
        assertEquals(
                "none",
                attribute(Phones.answer(Phones.negotiation(), offer("actpass")).sdp(), "tls-id"));
        String first = attribute(Phones.answer(negotiation, named).sdp(), "tls-id");
        assertTrue(first.length() >= 20, first);
        assertEquals(first, attribute(Phones.answer(negotiation, named).sdp(), "tls-id"));
        assertNotEquals(first, attribute(Phones.answer(negotiation, other).sdp(), "tls-id"));
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT", "none, CLIENT"})
    void shouldTakeTheRoleTheAnswerLeaves(String setup, DtlsRole role) throws SdpException {
        String offer = negotiation.offer(RtpProfile.UDP_TLS, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals("actpass", attribute(offer, "setup"));
        RtpTerms terms = negotiation.accept(offer(setup), Phones.ADDRESS);
        assertEquals(role, dtls(terms).localRole());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=setup:actpass | settle the DTLS role",
                "a=setup:holdconn | holdconn is not taken",
                "a=fingerprint | no a=fingerprint"
            })
    void shouldRefuseAnAnswerWithoutARoleOrCertificate(String change, String reason)
            throws SdpException {
        negotiation.offer(RtpProfile.UDP_TLS, Phones.LOCAL, MediaDirection.SENDRECV);
        String answer =
                change.startsWith("a=setup")
                        ? offer("active").replace("a=setup:active", change)
                        : offer("active").replace(change, "a=x");
        SdpException e =
                assertThrows(SdpException.class, () -> negotiation.accept(answer, Phones.ADDRESS));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
