package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentFlag;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every SRTP profile with a real browser, over both DTLS roles, both ICE modes, both pairs of
 * native and Java providers; and nothing flagged in what the speech service gets.
 */
final class ChromiumTransportSystemTest extends ChromiumTest {

    @ParameterizedTest
    @CsvSource({
        "AEAD_AES_128_GCM, active, lite, libcrypto, libopus",
        "AEAD_AES_256_GCM, passive, lite, jca, concentus",
        "AES128_CM_HMAC_SHA1_80, passive, full, auto, auto",
    })
    void shouldDeliverWholeSpeechUnflagged(
            String profile, String setup, String ice, String crypto, String opus) throws Exception {
        try (SegmentTap tap = SegmentTap.start();
                TestServer other =
                        TestServer.start(
                                Files.createTempDirectory(folder, "profile"),
                                Map.of(
                                        "speech-target", tap.target(),
                                        "srtp-profiles", profile,
                                        "dtls-setup", setup,
                                        "ice-mode", ice,
                                        "crypto-provider", crypto,
                                        "opus-codec", opus));
                BrowserCall call = BrowserCall.overSocket(browser, other, Map.of()).connected()) {
            call.speak(speech.beginning());
            JsonNode statistics =
                    call.statistics("audio", s -> s.path("packetsReceived").asInt() > 0);
            assertEquals(profile, statistics.path("srtpProfile").asText());
            JsonNode transport = call.report("transport");
            assertEquals("SRTP_" + profile, transport.path("srtpCipher").asText());
            assertEquals(
                    setup.equals("active") ? "server" : "client",
                    transport.path("dtlsRole").asText());
            int packets = call.hush();
            call.hangUp();
            assertWhole(tap.segments(call.sessionId()), packets);
        }
    }

    private static void assertWhole(List<AudioSegment> segments, int packets) {
        assertEquals(packets, segments.size());
        long expectedTimestamp = segments.getFirst().getRtpTimestamp();
        for (int n = 0; n < segments.size(); n++) {
            AudioSegment segment = segments.get(n);
            assertEquals(n, segment.getSequence());
            assertEquals(expectedTimestamp, segment.getRtpTimestamp(), "segment " + n);
            assertEquals(0, segment.getDroppedSamples(), "segment " + n);
            assertEquals(
                    n == 0 ? SegmentFlag.DISCONTINUITY_VALUE : SegmentFlag.SEGMENT_FLAG_NONE_VALUE,
                    segment.getFlags(),
                    "segment " + n);
            expectedTimestamp += segment.getSampleCount() * 48_000L / segment.getSampleRateHz();
        }
        new HeardSpeech(SegmentTap.pcm(segments)).assertLasts(packets).assertIs(speech.beginning());
    }
}
