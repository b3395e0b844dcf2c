package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class RtpCapabilitiesTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("2001:db8::7");

    private static String described(SrtpUse srtp) {
        RtpPolicy policy = RtpPolicy.defaults().withSrtp(srtp);
        return RtpCapabilities.describe(policy, LOCAL, new Random(7));
    }

    @ParameterizedTest
    @CsvSource({
        "OFF,RTP/AVP",
        "OPTIONAL,RTP/AVP RTP/SAVP UDP/TLS/RTP/SAVP",
        "REQUIRED,RTP/SAVP UDP/TLS/RTP/SAVP",
    })
    void shouldNameEveryProtectionAsAnAlternative(SrtpUse srtp, String protocols) throws Exception {
        SessionDescription read =
                SessionDescription.parse(described(srtp), RtpPolicy.defaults().limits());
        List<MediaSection> sections = read.media();
        assertEquals(
                List.of(protocols.split(" ")),
                sections.stream().map(section -> section.mediaLine().protocol()).toList());
        assertTrue(sections.stream().allMatch(section -> section.mediaLine().port() == 0));
    }

    @Test
    void shouldNameCodecsAndNoKeys() {
        String sdp = described(SrtpUse.OPTIONAL);
        assertTrue(sdp.contains("c=IN IP6 2001:db8::7\r\n"), sdp);
        assertTrue(sdp.contains(" opus/48000/2\r\n"), sdp);
        assertTrue(sdp.contains(" telephone-event/8000\r\n"), sdp);
        assertFalse(sdp.contains("a=crypto"), sdp);
        assertFalse(sdp.contains("a=fingerprint"), sdp);
    }
}
