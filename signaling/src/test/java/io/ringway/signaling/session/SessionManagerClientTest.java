package io.ringway.signaling.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.session.SessionManagerClient.Kind;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SessionManagerClientTest {

    private static SessionManagerSettings settings(URI base) {
        return new SessionManagerSettings(base, 500, 300, 3, 10, 4, 60_000, 2, 10, 100);
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
                assertTrue(
                        String.valueOf(e.getMessage()).contains("did not answer"), e.getMessage());
            }
            var open =
                    assertThrows(
                            SessionManagerException.class,
                            () -> client.register("abc", Kind.WEBRTC));
            assertTrue(String.valueOf(open.getMessage()).contains("left alone"), open.getMessage());
        }
    }

    @Test
    void shouldTellEndsLaterThatCouldNotBeToldAtOnce() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(patient(service.base(), 10, 100))) {
            service.always = 503;
            for (String id : List.of("a", "b", "c")) {
                assertThrows(SessionManagerException.class, () -> client.deregister(id));
            }
            assertEquals(3, client.goodbyesWaiting());
            service.always = 0;
            awaitAllTold(client);
            assertEquals(List.of("a", "b", "c"), lastCalls(service, 3));
            assertEquals(0, client.goodbyesDropped());
        }
    }

    @Test
    void shouldEndWhatMayHaveBeenRegistered() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(patient(service.base(), 10, 100))) {
            service.hanging = true;
            assertThrows(SessionManagerException.class, () -> client.register("a", Kind.SIP));
            service.hanging = false;
            awaitAllTold(client);
            assertEquals(List.of("a"), lastCalls(service, 1));
        }
    }

    @Test
    void shouldNotEndWhatCannotHaveBeenRegistered() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(patient(service.base(), 10, 100))) {
            service.always = 503;
            assertThrows(SessionManagerException.class, () -> client.register("a", Kind.SIP));
            assertEquals(0, client.goodbyesWaiting());
        }
    }

    @Test
    void shouldKeepOnlySoManyEnds() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(patient(service.base(), 10, 2))) {
            service.always = 503;
            for (String id : List.of("a", "b", "c")) {
                assertThrows(SessionManagerException.class, () -> client.deregister(id));
            }
            assertEquals(2, client.goodbyesWaiting());
            assertEquals(1, client.goodbyesDropped());
        }
    }

    @Test
    void shouldRefuseAtOnceWhoWouldHaveToWaitTooLongAndNotBlameTheService() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                SessionManagerClient client =
                        new HttpSessionManagerClient(patient(service.base(), 0, 100));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            service.hanging = true;
            for (String id : List.of("a", "b")) {
                threads.submit(() -> report(client, id));
                service.nextCall();
            }
            long shortestNs = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long startNs = System.nanoTime();
                var e =
                        assertThrows(
                                SessionManagerException.class,
                                () -> client.register("c", Kind.SIP));
                assertTrue(String.valueOf(e.getMessage()).contains("2 calls"), e.getMessage());
                shortestNs = Math.min(shortestNs, System.nanoTime() - startNs);
            }
            assertTrue(shortestNs < 100_000_000L, shortestNs + " ns");
            service.hanging = false;
            threads.shutdown();
            assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS));
            client.register("d", Kind.SIP);
        }
    }

    private static boolean report(SessionManagerClient client, String id)
            throws SessionManagerException {
        client.updateState(id, "active");
        return true;
    }

    /** Two calls at once, one second for each, one try. */
    private static SessionManagerSettings patient(URI base, int waiting, int goodbyes) {
        return new SessionManagerSettings(
                base, 500, 1_000, 1, 20, 1_000, 60_000, 2, waiting, goodbyes);
    }

    private static void awaitAllTold(SessionManagerClient client) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (client.goodbyesWaiting() > 0) {
            assertTrue(deadlineNs - System.nanoTime() > 0, "ends are still to be told");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Sessions that the last calls ended. */
    private static List<String> lastCalls(FakeSessionService service, int count) throws Exception {
        List<String> all = new ArrayList<>();
        while (service.callsWaiting() > 0) {
            all.add(service.nextCall());
        }
        return all.subList(all.size() - count, all.size()).stream()
                .map(call -> call.replaceFirst("^DELETE /sessions/", ""))
                .toList();
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
