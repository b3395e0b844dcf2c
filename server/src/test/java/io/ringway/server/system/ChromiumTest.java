package io.ringway.server.system;

import io.ringway.server.turn.TakesTheMachine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server and a browser that speaks, opened once for all tests of a class. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class ChromiumTest {

    @TempDir static Path folder;
    static TestSpeech speech;
    static TestServer server;
    static Chromium browser;

    @BeforeAll
    static void open() throws Exception {
        Chromium.assumeInstalled();
        OpusTools.assumeInstalled();
        speech = TestSpeech.load();
        server = TestServer.start(folder, Map.of());
        browser = Chromium.start(speech.write(folder.resolve("speech.wav")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
