package io.ringway.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.GatewayClient;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.Transports;
import io.ringway.signaling.session.EmbeddedSessionManager;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sessions over the WebSocket as they should go. */
final class GatewayTest {

    @Test
    void shouldAnswerAnOffer() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            assertEquals(client.id(), UUID.fromString(client.id()).toString());
            OfferingPeer peer = new OfferingPeer();
            var agreed =
                    peer.accept(client.offer(peer.offer()).next("answer").path("sdp").asText());
            assertEquals(1, agreed.audio().size());
            assertTrue(agreed.remote().iceLite());
            assertEquals(1, agreed.remote().candidates().size());
            LoopbackLeg leg = signaling.engine.leg(client.id());
            assertEquals(IceMode.LITE, leg.spec().iceMode());
            assertEquals(1, leg.remotes.size());
            assertEquals(1, leg.audio.size());
            assertTrue(leg.echo);
        }
    }

    @Test
    void shouldTellTheIdFirstWhenAsked() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?hello=1")) {
            assertEquals(client.id(), client.next("session").path("sessionId").asText());
        }
    }

    @Test
    void shouldOfferWhenAskedByQueryOrMessage() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?offer=server")) {
            OfferingPeer peer = new OfferingPeer();
            String first = client.next("offer").path("sdp").asText();
            client.say(Map.of("type", "answer", "sdp", peer.answer(first)));
            client.say(Map.of("type", "ready"));
            String second = client.next("offer").path("sdp").asText();
            assertEquals(ufrag(first), ufrag(second));
            client.say(Map.of("type", "answer", "sdp", peer.answer(second)));
            client.say(Map.of("type", "ready", "iceRestart", true));
            assertNotEquals(ufrag(first), ufrag(client.next("offer").path("sdp").asText()));
            assertEquals(2, signaling.engine.leg(client.id()).remotes.size());
        }
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTrickleBothWays() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            OfferingPeer peer = new OfferingPeer();
            client.candidate(Transports.host(50_007));
            client.offer(peer.offer()).next("answer");
            client.candidate(Transports.host(50_008));
            String tcp = "candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active";
            client.say(
                    Map.of(
                            "type",
                            "candidate",
                            "candidate",
                            Map.of("candidate", tcp, "sdpMid", "0")));
            client.say(
                    Map.of(
                            "type",
                            "candidate",
                            "candidate",
                            Map.of("candidate", "", "sdpMid", "0")));
            client.socket.text("{\"type\":\"candidate\",\"candidate\":null}");
            client.socket.text("{\"type\":\"candidate\"}");
            LoopbackLeg leg = signaling.engine.leg(client.id());
            leg.emit(new LegEvent.LocalCandidate(Transports.host(40_001)));
            JsonNode ours = client.next("candidate").path("candidate");
            assertEquals(Transports.host(40_001).toSdp(), ours.path("candidate").asText());
            assertEquals("0", ours.path("sdpMid").asText());
            assertEquals(0, ours.path("sdpMLineIndex").asInt(-1));
            // Nothing of the above was an error: the next message answers the next request.
            client.say(Map.of("type", "ready"));
            client.next("offer");
            assertEquals(2, leg.candidates.size());
            assertEquals(50_007, leg.candidates.get(0).port());
        }
    }

    @Test
    void shouldRenegotiateAndRestartIce() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            OfferingPeer peer = new OfferingPeer();
            String first = client.offer(peer.offer()).next("answer").path("sdp").asText();
            peer.accept(first);
            awaitActive(signaling, client);
            String second = client.offer(peer.offer()).next("answer").path("sdp").asText();
            peer.accept(second);
            assertEquals(ufrag(first), ufrag(second));
            String third =
                    client.offer(peer.restartOffer("peer")).next("answer").path("sdp").asText();
            assertTrue(peer.accept(third).iceRestarted());
            assertNotEquals(ufrag(second), ufrag(third));
            assertEquals(3, signaling.engine.leg(client.id()).remotes.size());
        }
    }

    private static void awaitActive(TestSignaling signaling, GatewayClient client)
            throws Exception {
        // Events of the leg arrive on a thread of their own.
        while (!TestSignaling.json(signaling.send("GET", "/sessions/" + client.id(), ""))
                .path("state")
                .asText()
                .equals("active")) {
            Thread.onSpinWait();
        }
        signaling
                .engine
                .leg(client.id())
                .emit(new LegEvent.LocalCandidate(Transports.host(40_009)));
        client.next("candidate");
    }

    @Test
    void shouldReportToTheSessionManagerInOrder() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                TestSignaling signaling =
                        TestSignaling.start(
                                SessionSettings.defaults(),
                                new HttpSessionManagerClient(
                                        SessionManagerSettings.of(service.base())))) {
            String id;
            try (GatewayClient client = new GatewayClient(signaling)) {
                id = client.id();
                assertTrue(service.nextCall().contains(id));
                client.offer(new OfferingPeer().offer()).next("answer");
                assertEquals(
                        "PUT /sessions/" + id + "/state {\"state\":\"active\"}",
                        service.nextCall());
            }
            assertEquals("DELETE /sessions/" + id, service.nextCall());
        }
    }

    @Test
    void shouldGoOnWhenReportsFail() throws Exception {
        try (FakeSessionService service = new FakeSessionService()) {
            service.answers.add(0);
            service.always = 500;
            assertGoesOnWithout(service);
        }
    }

    private static void assertGoesOnWithout(FakeSessionService service) throws Exception {
        try (TestSignaling signaling =
                        TestSignaling.start(
                                SessionSettings.defaults(),
                                new HttpSessionManagerClient(
                                        SessionManagerSettings.of(service.base())));
                GatewayClient client = new GatewayClient(signaling)) {
            assertTrue(service.nextCall().startsWith("POST "));
            OfferingPeer peer = new OfferingPeer();
            peer.accept(client.offer(peer.offer()).next("answer").path("sdp").asText());
            for (int attempt = 0; attempt < 3; attempt++) {
                assertTrue(service.nextCall().startsWith("PUT "));
            }
            client.offer(peer.offer()).next("answer");
        }
    }

    @Test
    void shouldEndWithTheSocket() throws Exception {
        EmbeddedSessionManager manager = new EmbeddedSessionManager(10);
        try (TestSignaling signaling = TestSignaling.start(SessionSettings.defaults(), manager)) {
            try (GatewayClient client = new GatewayClient(signaling)) {
                client.offer(new OfferingPeer().offer()).next("answer");
                assertEquals(1, signaling.server.sessions());
                assertTrue(manager.sessions().containsKey(client.id()));
            }
            while (signaling.server.sessions() > 0
                    || signaling.engine.activeLegs() > 0
                    || !manager.sessions().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldCloseTheSocketWithTheLeg() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            client.offer(new OfferingPeer().offer()).next("answer");
            signaling.engine.leg(client.id()).end(CloseReason.REMOTE_HANGUP, "BYE");
            assertEquals("8:1000 hangup", client.nextFrame());
        }
    }

    @Test
    void shouldCloseTheSocketWhenTheSessionIsDeleted() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            for (boolean withLeg : new boolean[] {false, true}) {
                try (GatewayClient client = new GatewayClient(signaling, "/ws?hello=1")) {
                    client.next("session");
                    if (withLeg) {
                        client.offer(new OfferingPeer().offer()).next("answer");
                    }
                    signaling.send("DELETE", "/sessions/" + client.id(), "");
                    assertEquals("8:1000 hangup", client.nextFrame());
                }
            }
        }
    }
}
