package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class MediaAgreementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            RTP/AVP 8            | -                                   | PCMA | plain RTP | INFO
            RTP/AVP 9 13         | -                                   | G722 | plain RTP | INFO
            RTP/AVP 111 101      | rtpmap:111 opus/48000/2;rtpmap:101 telephone-event/8000 | opus | plain RTP | RFC 4733
            RTP/SAVP 0           | crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA | PCMU | SDES-SRTP, AES_CM_128_HMAC_SHA1_80 | INFO
            UDP/TLS/RTP/SAVP 0   | fingerprint:sha-256 AB:CD           | PCMU | DTLS-SRTP | INFO
            """)
    void shouldSayWhatWasAgreed(
            String media, String attributes, String codec, String security, String keys)
            throws Exception {
        StringBuilder sdp =
                new StringBuilder(
                        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n");
        sdp.append("m=audio 4000 ").append(media).append("\r\n");
        if (attributes != null) {
            for (String attribute : attributes.split(";")) {
                sdp.append("a=").append(attribute).append("\r\n");
            }
        }
        assertEquals(new MediaAgreement(codec, security, keys), MediaAgreement.of(sdp.toString()));
    }
}
