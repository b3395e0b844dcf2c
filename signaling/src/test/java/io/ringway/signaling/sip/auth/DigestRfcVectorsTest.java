package io.ringway.signaling.sip.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests that RFCs print. */
final class DigestRfcVectorsTest {

    private static final DigestSecret MUFASA = new DigestSecret.Password("Circle of Life");

    /** RFC 7616 §3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void shouldDigestLikeRfc7616(DigestAlgorithm algorithm, String expected) {
        DigestInput input =
                new DigestInput(
                        "Mufasa",
                        "http-auth@example.org",
                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                        "00000001",
                        Qop.AUTH,
                        "GET",
                        "/dir/index.html",
                        new byte[0]);
        assertEquals(expected, input.response(algorithm, MUFASA));
    }

    /** RFC 2617 §3.5: the same story, with the password of that time. */
    @Test
    void shouldDigestLikeRfc2617() {
        DigestInput input =
                new DigestInput(
                        "Mufasa",
                        "testrealm@host.com",
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        "0a4f113b",
                        "00000001",
                        Qop.AUTH,
                        "GET",
                        "/dir/index.html",
                        new byte[0]);
        assertEquals(
                "6629fae49393a05397450978507c4ef1",
                input.response(DigestAlgorithm.MD5, new DigestSecret.Password("Circle Of Life")));
    }

    /** RFC 8760 §2.6, 7: what stands for the body of a request that has none. */
    @Test
    void shouldHashAnEmptyBody() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                DigestAlgorithm.Hash.SHA_256.hex(""));
    }
}
