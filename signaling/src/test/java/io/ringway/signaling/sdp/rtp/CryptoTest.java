package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SDES: {@code a=crypto} (RFC 4568). */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class CryptoTest {

    private static final String SHA1_80 = "AES_CM_128_HMAC_SHA1_80";

    private final RtpNegotiation negotiation = Phones.negotiation();

    private static String line(int tag, String suite, String rest) {
        return "a=crypto:" + tag + " " + suite + " inline:" + rest;
    }

    private static SrtpKeys keys(RtpTerms terms) {
        RemoteRtp remote = terms.remote();
        assertNotNull(remote);
        return assertInstanceOf(MediaSecurity.Sdes.class, remote.security()).keys();
    }

    private static String crypto(String sdp) throws SdpException {
        return Phones.section(sdp, 0).stream()
                .filter(line -> line.startsWith("a=crypto:"))
                .findFirst()
                .orElse("");
    }

    private static byte[] inline(String crypto) {
        return Base64.getDecoder().decode(crypto.substring(crypto.indexOf("inline:") + 7));
    }

    private static String key(int lengthBytes) {
        return Base64.getEncoder().encodeToString(new byte[lengthBytes]);
    }

    @Test
    void shouldAgreeOnAKeyInEachDirection() throws SdpException {
        RtpAnswer answer = Phones.answer(negotiation, Phones.savp(line(7, SHA1_80, Phones.KEY)));
        SrtpKeys keys = keys(answer.terms());
        String told = crypto(answer.sdp());

        assertTrue(told.startsWith("a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:"), told);
        byte[] ours = inline(told);
        assertEquals(30, ours.length);
        assertTrue(Arrays.equals(Arrays.copyOf(ours, 16), keys.localKey()));
        assertTrue(Arrays.equals(Arrays.copyOfRange(ours, 16, 30), keys.localSalt()));
        assertEquals("ABCDEFGHIJKLMNOP", new String(keys.remoteKey(), StandardCharsets.US_ASCII));
        assertEquals("QRSTUVWXYZabcd", new String(keys.remoteSalt(), StandardCharsets.US_ASCII));
        assertEquals(List.of("audio 40000 RTP/SAVP 0"), Phones.mediaLines(answer.sdp()));
    }

    @ParameterizedTest
    @CsvSource({
        "AEAD_AES_128_GCM, 28, AEAD_AES_128_GCM",
        "AEAD_AES_256_GCM, 44, AEAD_AES_256_GCM",
        "AES_CM_128_HMAC_SHA1_80, 30, AES128_CM_HMAC_SHA1_80",
        "AES_CM_128_HMAC_SHA1_32, 30, AES128_CM_HMAC_SHA1_32",
        "AES_256_CM_HMAC_SHA1_80, 46, AES256_CM_HMAC_SHA1_80",
        "AES_256_CM_HMAC_SHA1_32, 46, AES256_CM_HMAC_SHA1_32",
        "AES_CM_256_HMAC_SHA1_80, 46, AES256_CM_HMAC_SHA1_80",
        "AES_CM_256_HMAC_SHA1_32, 46, AES256_CM_HMAC_SHA1_32",
    })
    void shouldKnowTheSuiteAndEchoItsSpelling(String suite, int lengthBytes, SrtpProfile profile)
            throws SdpException {
        RtpAnswer answer =
                Phones.answer(negotiation, Phones.savp(line(1, suite, key(lengthBytes))));
        assertEquals(profile, keys(answer.terms()).profile());
        assertTrue(crypto(answer.sdp()).startsWith("a=crypto:1 " + suite + " inline:"));
        assertEquals(lengthBytes, inline(crypto(answer.sdp())).length);
    }

    @Test
    void shouldPreferTheSuiteThatPolicyPrefers() throws SdpException {
        String offer =
                Phones.savp(line(1, SHA1_80, Phones.KEY), line(2, "AEAD_AES_256_GCM", key(44)));
        List<SrtpProfile> gcmFirst =
                List.of(SrtpProfile.AEAD_AES_256_GCM, SrtpProfile.AES128_CM_HMAC_SHA1_80);
        for (List<SrtpProfile> suites : List.of(gcmFirst, gcmFirst.reversed())) {
            RtpPolicy policy = RtpPolicy.defaults().withSuites(suites);
            RtpAnswer answer = Phones.answer(Phones.negotiation(policy), offer);
            assertEquals(suites.getFirst(), keys(answer.terms()).profile());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^31 ! true",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1048576 ! true",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY KDR=0 WSH=128 ! true",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY -OWN=7 ! true",
                "999999999 AES_CM_128_HMAC_SHA1_80 inline:KEY ! true",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^31|1:4 ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:4 ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:4;inline:KEY|2:4 ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY KDR=5 ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTCP ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNAUTHENTICATED_SRTP ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY FEC_ORDER=FEC_SRTP ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|soon ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:SHORT ! false",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K*Y ! false",
                "1 AES_CM_128_HMAC_SHA1_80 KEY ! false",
                "1 AES_CM_128_HMAC_SHA1_80 ! false",
                "1 F8_128_HMAC_SHA1_80 inline:KEY ! false",
                "x AES_CM_128_HMAC_SHA1_80 inline:KEY ! false",
                "1000000000 AES_CM_128_HMAC_SHA1_80 inline:KEY ! false",
            })
    void shouldTakeOnlyLinesItCanHonour(String value, boolean taken) throws SdpException {
        String crypto = "a=crypto:" + value.replace("KEY", Phones.KEY);
        if (taken) {
            assertEquals(
                    SrtpProfile.AES128_CM_HMAC_SHA1_80,
                    keys(Phones.answer(negotiation, Phones.savp(crypto)).terms()).profile());
        } else {
            SdpException e =
                    assertThrows(
                            SdpException.class,
                            () -> negotiation.review(Phones.savp(crypto), Phones.ADDRESS));
            assertTrue(e.getMessage().contains("no a=crypto that can be used"), e.getMessage());
            assertFalse(e.getMessage().contains(Phones.KEY), "the key must not be told");
        }
    }

    @Test
    void shouldPassOverALineItCannotHonour() throws SdpException {
        RtpAnswer answer =
                Phones.answer(
                        negotiation,
                        Phones.savp(
                                line(1, SHA1_80, Phones.OTHER_KEY + "|1:4"),
                                line(2, SHA1_80, Phones.KEY)));
        assertTrue(crypto(answer.sdp()).startsWith("a=crypto:2 "));
    }

    @Test
    void shouldKeepOurKeyAsLongAsTheirsStays() throws SdpException {
        String offer = Phones.savp(line(1, SHA1_80, Phones.KEY));
        SrtpKeys first = keys(Phones.answer(negotiation, offer).terms());
        SrtpKeys held = keys(Phones.answer(negotiation, offer + "a=sendonly\n").terms());
        SrtpKeys rekeyed =
                keys(
                        Phones.answer(negotiation, Phones.savp(line(1, SHA1_80, Phones.OTHER_KEY)))
                                .terms());
        assertEquals(first, held);
        assertFalse(Arrays.equals(first.localKey(), rekeyed.localKey()));
        assertFalse(Arrays.equals(first.remoteKey(), rekeyed.remoteKey()));
    }

    @ParameterizedTest
    @CsvSource({
        // policy, profile, with keys, outcome
        "OFF,      RTP/AVP,  true,  plain",
        "OFF,      RTP/SAVP, true,  refused",
        "OFF,      RTP/AVP,  false, plain",
        "OPTIONAL, RTP/AVP,  true,  sealed",
        "OPTIONAL, RTP/AVP,  false, plain",
        "OPTIONAL, RTP/SAVP, true,  sealed",
        "OPTIONAL, RTP/SAVPF, true,  sealed",
        "OPTIONAL, RTP/SAVP, false, refused",
        "REQUIRED, RTP/AVP,  false, refused",
        "REQUIRED, RTP/AVP,  true,  sealed",
        "REQUIRED, RTP/SAVP, true,  sealed",
    })
    void shouldFollowPolicy(SrtpUse use, String protocol, boolean withKeys, String outcome)
            throws SdpException {
        RtpNegotiation other = Phones.negotiation(RtpPolicy.defaults().withSrtp(use));
        String offer =
                Phones.offer(
                        "m=audio 5004 "
                                + protocol
                                + " 0\n"
                                + (withKeys ? line(1, SHA1_80, Phones.KEY) + "\n" : ""));
        if (outcome.equals("refused")) {
            assertThrows(SdpException.class, () -> other.review(offer, Phones.ADDRESS));
            return;
        }
        RtpAnswer answer = Phones.answer(other, offer);
        RemoteRtp remote = answer.terms().remote();
        assertNotNull(remote);
        assertEquals(outcome.equals("sealed"), remote.security() instanceof MediaSecurity.Sdes);
        assertEquals(outcome.equals("sealed"), answer.sdp().contains("a=crypto:"));
        assertEquals(List.of("audio 40000 " + protocol + " 0"), Phones.mediaLines(answer.sdp()));
    }

    @Test
    void shouldOfferAKeyOfItsOwnForEverySuite() throws SdpException {
        String offer = negotiation.offer(RtpProfile.SAVP, Phones.LOCAL, MediaDirection.SENDRECV);
        List<String> lines =
                Phones.section(offer, 0).stream()
                        .filter(line -> line.startsWith("a=crypto:"))
                        .toList();
        assertEquals(SrtpProfile.values().length, lines.size());
        assertEquals(
                lines.size(),
                lines.stream()
                        .map(line -> line.substring(line.indexOf("inline:")))
                        .distinct()
                        .count());
    }

    @Test
    void shouldTakeThePickOfTheAnswerAndKeepItInLaterOffers() throws SdpException {
        String offer = negotiation.offer(RtpProfile.SAVP, Phones.LOCAL, MediaDirection.SENDRECV);
        String own =
                Phones.section(offer, 0).stream()
                        .filter(line -> line.contains(SHA1_80))
                        .findFirst()
                        .orElseThrow();
        String tag = own.substring("a=crypto:".length(), own.indexOf(' '));
        RtpTerms terms =
                negotiation.accept(
                        Phones.savp(line(Integer.parseInt(tag), SHA1_80, Phones.KEY)),
                        Phones.ADDRESS);
        assertTrue(Arrays.equals(Arrays.copyOf(inline(own), 16), keys(terms).localKey()));

        String again = negotiation.offer(RtpProfile.SAVP, Phones.LOCAL, MediaDirection.SENDONLY);
        assertEquals(own, crypto(again));
    }

    @ParameterizedTest
    @CsvSource({
        "77, AES_CM_128_HMAC_SHA1_80",
        "1, AES_CM_128_HMAC_SHA1_80",
    })
    void shouldRefuseAPickThatWasNotOffered(int tag, String suite) throws SdpException {
        RtpNegotiation other =
                Phones.negotiation(
                        RtpPolicy.defaults()
                                .withSuites(
                                        List.of(
                                                SrtpProfile.AEAD_AES_128_GCM,
                                                SrtpProfile.AES128_CM_HMAC_SHA1_80)));
        other.offer(RtpProfile.SAVP, Phones.LOCAL, MediaDirection.SENDRECV);
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () ->
                                other.accept(
                                        Phones.savp(line(tag, suite, Phones.KEY)), Phones.ADDRESS));
        assertTrue(e.getMessage().contains("by tag and suite"), e.getMessage());
        assertTrue(other.isOffering(), "the offer still waits");
    }

    @Test
    void shouldNeverPrintKeys() throws SdpException {
        RtpAnswer answer = Phones.answer(negotiation, Phones.savp(line(1, SHA1_80, Phones.KEY)));
        String ours = crypto(answer.sdp());
        String printed = answer + " " + answer.terms();
        assertFalse(printed.contains(Phones.KEY));
        assertFalse(printed.contains(ours.substring(ours.indexOf("inline:") + 7)));
        assertNotEquals("", ours);
    }
}
