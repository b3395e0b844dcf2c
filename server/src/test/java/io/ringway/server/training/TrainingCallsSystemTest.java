package io.ringway.server.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.system.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers that are processes of their own, against a server in this one. */
@Timeout(90)
class TrainingCallsSystemTest {

    @TempDir private Path folder;

    @Test
    void shouldCallByEveryWay() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "sip", "true",
                        "sip-listen-port", "0",
                        "sip-tls-port", "off",
                        "sip-ws-port", "off",
                        "sip-wss-port", "off");
        try (TestServer server = TestServer.start(folder, settings)) {
            List<String> failures =
                    new TrainingCalls(server.httpPort(), server.sipPort(), folder, 1, 1).run();
            assertEquals(List.of(), failures);
            assertEquals(2, server.metric("ringway_dtls_handshakes_total"));
            assertEquals(4, server.metric("ringway_legs_opened_total"));
            // A second of 50 packets a call at least, of which plain RTP is not counted as opened.
            assertTrue(server.metric("ringway_rtp_opened_total") >= 140);
        }
    }

    @Test
    void shouldSayWhichCallersFailed() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of())) {
            // Without SIP nobody answers at its port, which then is 0 and no port at all.
            List<String> failures =
                    new TrainingCalls(server.httpPort(), server.sipPort(), folder, 1, 1).run();
            assertEquals(2, failures.size(), failures::toString);
            assertTrue(failures.getFirst().contains("a port must be 1 to 65535"));
        }
    }
}
