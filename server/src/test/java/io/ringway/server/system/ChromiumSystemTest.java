package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ChromiumSystemTest {

    @TempDir private static Path folder;
    private static TestSpeech speech;
    private static TestServer server;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        Chromium.assumeInstalled();
        speech = TestSpeech.load();
        server = TestServer.start(folder, Map.of());
        browser = Chromium.start(speech.write(folder.resolve("speech.wav")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldTry() throws Exception {
        try (BrowserCall call =
                BrowserCall.overSocket(browser, server, Map.of()).connected()) {
            System.err.println("setup " + call.setUpMs());
            call.speak(speech);
            System.err.println(call.report("inbound-rtp").toPrettyString());
            System.err.println(call.report("outbound-rtp").toPrettyString());
            System.err.println(server.get("/sessions/"+call.sessionId()).body());
            int packets = call.hush();
            JsonNode s = server.session(call.sessionId());
            System.err.println(s.toPrettyString());
            call.hangUp();
            java.nio.file.Files.copy(server.wav(call.sessionId(), 0), Path.of("/tmp/browser/sink.wav"), java.nio.file.StandardCopyOption.REPLACE_EXISTING); java.nio.file.Files.copy(folder.resolve("speech.wav"), Path.of("/tmp/browser/speech.wav"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            HeardSpeech heard = HeardSpeech.atSink(server.wav(call.sessionId(), 0), packets);
            System.err.println("corr " + heard.correlation(speech) + " s " + heard.seconds() + " packets " + packets);
            HeardSpeech rec = HeardSpeech.inRecording(server.recording(s.path("statistics").path("recording").asText()), folder);
            System.err.println("ogg corr " + rec.correlation(speech) + " s " + rec.seconds());
        }
    }
}
