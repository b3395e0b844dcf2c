package io.ringway.server.dial;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Calls to one server for all tests of a class; each leaves it as it was. */
abstract class CallsToServer {

    static DialledServer server;
    @TempDir private static Path served;

    @BeforeAll
    static void startServer() throws Exception {
        server = DialledServer.start(served);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        server.awaitIdle();
    }
}
