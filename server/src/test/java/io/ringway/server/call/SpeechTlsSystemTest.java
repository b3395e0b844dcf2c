package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.ringway.server.WavSamples;
import io.ringway.server.sip.peer.TestCertificate;
import io.ringway.server.system.SegmentTap;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speech from the caller to a speech service elsewhere, whose certificate is of its own making. */
@Listens
@Timeout(60)
class SpeechTlsSystemTest {

    private static final int RATE_HZ = 16_000;

    @TempDir private Path dir;

    @Test
    void shouldReachAServiceThatIsTrusted() throws Exception {
        TestCertificate.make(dir, "127.0.0.1");
        Path certificate = dir.resolve("certificate.pem");
        ServerCredentials shown =
                TlsServerCredentials.create(certificate.toFile(), dir.resolve("key.pem").toFile());
        WavSamples speech = SpokenCall.speech(RATE_HZ, 1.5);
        try (SegmentTap service = SegmentTap.start(shown);
                CalledServer server =
                        CalledServer.start(
                                dir,
                                Map.of(
                                        "speech-rate-hz", Integer.toString(RATE_HZ),
                                        "speech-target", service.target(),
                                        "speech-tls", "true",
                                        "speech-tls-certificates", certificate.toString()))) {
            SpokenCall.assertComplete(
                    CallPlan.of(server.webSocket(), SpokenCall.written(speech, dir)).run());
            WavSamples heard = SegmentTap.pcm(service.segments(service.ended()));
            SpokenCall.assertAlike(speech.samples(), heard.samples());
            assertEquals(speech.seconds(), heard.seconds(), SpokenCall.TOLERANCE_SECONDS);
        }
    }
}
