package io.ringway.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.ringway.media.CloseReason;
import io.ringway.signaling.session.EmbeddedSessionManager;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The whole front: many sessions, the end, and what is left behind. */
final class SignalingServerTest {

    private static final int SEQUENTIAL = 200;
    private static final int AT_ONCE = 50;

    private static void socketCall(TestSignaling signaling) throws Exception {
        try (GatewayClient client = new GatewayClient(signaling)) {
            OfferingPeer peer = new OfferingPeer();
            peer.accept(client.offer(peer.offer()).next("answer").path("sdp").asText());
            client.candidate(Transports.host(5));
        }
    }

    private static void postedCall(TestSignaling signaling) throws Exception {
        OfferingPeer peer = new OfferingPeer();
        HttpResponse<String> created = signaling.postOffer(peer.offer());
        assertEquals(201, created.statusCode(), created.body());
        peer.accept(created.body());
        String location = created.headers().firstValue("location").orElseThrow();
        assertEquals(200, signaling.send("DELETE", location, "").statusCode());
    }

    private static void awaitQuiet(TestSignaling signaling, EmbeddedSessionManager manager) {
        while (signaling.server.sessions() > 0
                || signaling.engine.activeLegs() > 0
                || !manager.sessions().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        EmbeddedSessionManager manager = new EmbeddedSessionManager(1_000);
        try (TestSignaling signaling = TestSignaling.start(SessionSettings.defaults(), manager)) {
            for (int i = 0; i < 5; i++) {
                socketCall(signaling);
                postedCall(signaling);
            }
            awaitQuiet(signaling, manager);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long descriptors = descriptors();
            for (int i = 0; i < SEQUENTIAL; i++) {
                socketCall(signaling);
                postedCall(signaling);
            }
            awaitQuiet(signaling, manager);
            while (signaling.server.openConnections() > 2 || descriptors() > descriptors + 3) {
                Thread.onSpinWait();
            }
            assertTrue(ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 8);
        }
    }

    @Test
    void shouldServeManyAtOnce() throws Exception {
        EmbeddedSessionManager manager = new EmbeddedSessionManager(1_000);
        try (TestSignaling signaling = TestSignaling.start(SessionSettings.defaults(), manager);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<GatewayClient> clients = new ArrayList<>();
            List<Future<GatewayClient>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Callable<GatewayClient> call =
                        () -> {
                            GatewayClient client = new GatewayClient(signaling);
                            OfferingPeer peer = new OfferingPeer();
                            peer.accept(
                                    client.offer(peer.offer()).next("answer").path("sdp").asText());
                            postedCall(signaling);
                            return client;
                        };
                calls.add(callers.submit(call));
            }
            for (Future<GatewayClient> call : calls) {
                clients.add(call.get());
            }
            assertEquals(AT_ONCE, signaling.server.sessions());
            for (GatewayClient client : clients) {
                client.close();
            }
            awaitQuiet(signaling, manager);
        }
    }

    @Test
    void shouldRefuseNewSessionsWhileDraining() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient before = new GatewayClient(signaling)) {
            OfferingPeer peer = new OfferingPeer();
            peer.accept(before.offer(peer.offer()).next("answer").path("sdp").asText());
            signaling.server.drain();
            HttpResponse<String> refused = signaling.postOffer(new OfferingPeer().offer());
            assertEquals(503, refused.statusCode());
            assertEquals("draining", TestSignaling.json(refused).path("code").asText());
            assertTrue(refused.headers().firstValue("retry-after").isPresent());
            IOException e = assertThrows(IOException.class, () -> new GatewayClient(signaling));
            assertTrue(String.valueOf(e.getMessage()).contains("503"), e.getMessage());
            before.say(java.util.Map.of("type", "ready"));
            before.next("offer");
        }
    }

    @Test
    void shouldEndEverySessionOnClose() throws Exception {
        try (FakeSessionService service = new FakeSessionService()) {
            TestSignaling signaling =
                    TestSignaling.start(
                            SessionSettings.defaults(),
                            new HttpSessionManagerClient(
                                    SessionManagerSettings.of(service.base())));
            GatewayClient client = new GatewayClient(signaling);
            client.offer(new OfferingPeer().offer()).next("answer");
            signaling.server.close();
            assertEquals(0, signaling.engine.activeLegs());
            String frame = client.nextFrame();
            assertTrue(frame.startsWith("8:1001 "), frame);
            String last = "";
            while (service.callsWaiting() > 0) {
                last = service.nextCall();
            }
            assertEquals("DELETE /sessions/" + client.id(), last);
            client.close();
            signaling.close();
        }
    }

    @Test
    void shouldAnswerWhileTheSessionManagerHangs() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                TestSignaling signaling =
                        TestSignaling.start(
                                SessionSettings.defaults(),
                                new HttpSessionManagerClient(
                                        new SessionManagerSettings(
                                                service.base(),
                                                500,
                                                1_000,
                                                2,
                                                10,
                                                4,
                                                5_000,
                                                8,
                                                64,
                                                100)));
                GatewayClient client = new GatewayClient(signaling, "/ws?hello=1")) {
            client.next("session");
            service.hanging = true;
            OfferingPeer peer = new OfferingPeer();
            long startNs = System.nanoTime();
            peer.accept(client.offer(peer.offer()).next("answer").path("sdp").asText());
            signaling.engine.leg(client.id()).end(CloseReason.REMOTE_HANGUP, "BYE");
            assertEquals("8:1000 hangup", client.nextFrame());
            assertTrue(
                    System.nanoTime() - startNs < 900_000_000L, "waited for the session manager");
        }
    }

    @Test
    void shouldServePagesAndRoutesOfOthers() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            assertTrue(signaling.send("GET", "/", "").body().contains("<title>t</title>"));
            assertEquals("x 1\n", signaling.send("GET", "/metrics", "").body());
        }
    }
}
