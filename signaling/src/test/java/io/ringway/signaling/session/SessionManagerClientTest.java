package io.ringway.signaling.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.session.SessionManagerClient.Kind;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionManagerClientTest {

    private static SessionManagerSettings settings(URI base) {
        return new SessionManagerSettings(base, 500, 300, 3, 10, 4, 60_000, 2);
    }

    @Test
    void shouldSpeakTheContract() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(settings(service.base()))) {
            client.register("abc", Kind.WEBRTC);
            assertEquals(
                    "POST /sessions {\"session_id\":\"abc\",\"type\":\"webrtc\",\"state\":\"new\"}",
                    service.nextCall());
            client.register("def", Kind.SIP);
            assertTrue(service.nextCall().contains("\"type\":\"sip\""));
            client.updateState("abc", "active");
            assertEquals("PUT /sessions/abc/state {\"state\":\"active\"}", service.nextCall());
            client.deregister("abc");
            assertEquals("DELETE /sessions/abc", service.nextCall());
        }
    }

    @Test
    void shouldTryRegisteringOnce() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(settings(service.base()))) {
            service.answers.add(500);
            var e =
                    assertThrows(
                            SessionManagerException.class,
                            () -> client.register("abc", Kind.WEBRTC));
            assertEquals(500, e.status());
            assertEquals("service says no", e.body());
            assertTrue(e.url().endsWith("/sessions"), e.url());
            service.nextCall();
            assertEquals(0, service.callsWaiting());
        }
    }

    @Test
    void shouldRetryUpdatesAndGoodbyes() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(settings(service.base()))) {
            service.answers.addAll(List.of(500, 503));
            client.updateState("abc", "active");
            assertEquals(3, service.callsWaiting());
            service.answers.addAll(List.of(502, 404));
            client.deregister("abc");
            assertEquals(5, service.callsWaiting());
            service.answers.addAll(List.of(500, 500, 500));
            assertThrows(SessionManagerException.class, () -> client.updateState("abc", "active"));
            assertEquals(8, service.callsWaiting());
        }
    }

    @Test
    void shouldNotRetryWhatItDidWrong() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(settings(service.base()))) {
            service.always = 400;
            for (int i = 0; i < 10; i++) {
                // A sensible refusal: no retry, and the breaker stays closed.
                var e =
                        assertThrows(
                                SessionManagerException.class,
                                () -> client.updateState("abc", "odd"));
                assertEquals(400, e.status());
            }
            assertEquals(10, service.callsWaiting());
        }
    }

    @Test
    void shouldGiveUpOnASlowService() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(settings(service.base()))) {
            service.hanging = true;
            long startNs = System.nanoTime();
            var e =
                    assertThrows(
                            SessionManagerException.class,
                            () -> client.register("abc", Kind.WEBRTC));
            assertEquals(0, e.status());
            assertTrue(String.valueOf(e.getMessage()).contains("300 ms"), e.getMessage());
            assertTrue(System.nanoTime() - startNs < 5_000_000_000L);
        }
    }

    @Test
    void shouldLeaveADeadServiceAlone() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }
        URI dead = URI.create("http://127.0.0.1:" + freePort);
        try (SessionManagerClient client = new HttpSessionManagerClient(settings(dead))) {
            for (int i = 0; i < 4; i++) {
                var e =
                        assertThrows(
                                SessionManagerException.class,
                                () -> client.register("abc", Kind.WEBRTC));
                assertTrue(String.valueOf(e.getMessage()).contains("did not answer"), e.getMessage());
            }
            var open =
                    assertThrows(
                            SessionManagerException.class,
                            () -> client.register("abc", Kind.WEBRTC));
            assertTrue(String.valueOf(open.getMessage()).contains("left alone"), open.getMessage());
        }
    }

    @Test
    void shouldRefuseEndpointsThatAreNoUrls() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SessionManagerSettings.of(URI.create("localhost:8000")));
    }

    @Test
    void shouldKeepSessionsInProcess() throws Exception {
        EmbeddedSessionManager manager = new EmbeddedSessionManager(2);
        manager.register("a", Kind.WEBRTC);
        manager.register("b", Kind.SIP);
        assertThrows(SessionManagerException.class, () -> manager.register("c", Kind.WEBRTC));
        manager.updateState("a", "active");
        assertEquals(Map.of("a", "active", "b", "new"), manager.sessions());
        manager.deregister("b");
        assertThrows(SessionManagerException.class, () -> manager.register("a", Kind.WEBRTC));
        assertThrows(SessionManagerException.class, () -> manager.updateState("b", "active"));
        manager.deregister("b");
        assertEquals(Map.of("a", "active"), manager.sessions());
        manager.close();
    }
}
