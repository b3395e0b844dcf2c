package io.ringway.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.CloseReason;
import io.ringway.signaling.GatewayClient;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.Transports;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake gets a clear error and changes nothing else. */
final class GatewayErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type":"offer"                              | malformed-json
                    {"type":"offer","type":"answer","sdp":""}    | malformed-json
                    {"type":"ready"} {}                          | malformed-json
                    [[[[[[[[[[[[[[[[[[[[[[[[                      | malformed-json
                    ``                                           | invalid-message
                    []                                           | invalid-message
                    "offer"                                      | invalid-message
                    {"sdp":"v=0"}                                | invalid-message
                    {"type":7}                                   | invalid-message
                    {"type":"offer"}                             | invalid-message
                    {"type":"offer","sdp":{}}                    | invalid-message
                    {"type":"candidate","candidate":"candidate:1"} | invalid-message
                    {"type":"candidate","candidate":{"candidate":5}} | invalid-message
                    {"type":"candidate","candidate":{"candidate":"candidate:1 1 udp x"}} | candidate-malformed
                    {"type":"bye"}                               | unknown-type
                    {"type":"offer","sdp":"hello"}               | sdp-malformed
                    {"type":"offer","sdp":""}                    | sdp-malformed
                    {"type":"answer","sdp":"v=0"}                | unexpected-answer
                    """)
    void shouldSayWhatIsWrongAndGoOn(String text, String code) throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            client.socket.text(text);
            assertEquals(code, client.nextError());
            assertEquals(0, signaling.engine.activeLegs());
            client.offer(new OfferingPeer().offer()).next("answer");
        }
    }

    @Test
    void shouldRefuseBinaryAndOversizedMessages() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            client.socket.frame(0x82, new byte[100]);
            assertEquals("binary-not-supported", client.nextError());
            client.offer("v=0\r\n" + "a=x\r\n".repeat(200_000));
            assertEquals("message-too-large", client.nextError());
            client.offer("v=0\r\n" + "a=x\r\n".repeat(14_000));
            assertEquals("sdp-too-large", client.nextError());
            client.offer(new OfferingPeer().offer()).next("answer");
        }
    }

    @Test
    void shouldRefuseASecondOfferInMidHandshake() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            signaling.engine.connecting = false;
            OfferingPeer peer = new OfferingPeer();
            String offer = peer.offer();
            peer.accept(client.offer(offer).next("answer").path("sdp").asText());
            LoopbackLeg leg = signaling.engine.leg(client.id());
            assertEquals("offer-in-progress", client.offer(offer).nextError());
            // Another peer connection altogether: other credentials, other certificate.
            assertEquals(
                    "offer-in-progress",
                    client.offer(new OfferingPeer("other").offer()).nextError());
            assertEquals(1, leg.remotes.size());
            // Starting over by an ICE restart of the same one is how a client gets out of a bad
            // network.
            peer.accept(
                    client.offer(peer.restartOffer("peer")).next("answer").path("sdp").asText());
            assertEquals(2, leg.remotes.size());
            leg.connect();
            leg.emit(new io.ringway.media.LegEvent.LocalCandidate(Transports.host(1)));
            client.next("candidate");
            client.offer(peer.offer()).next("answer");
        }
    }

    @Test
    void shouldRefuseAnOfferAgainstOurs() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?offer=server")) {
            String ours = client.next("offer").path("sdp").asText();
            assertEquals("offer-in-progress", client.offer(new OfferingPeer().offer()).nextError());
            client.say(Map.of("type", "ready"));
            assertEquals("offer-in-progress", client.nextError());
            client.say(Map.of("type", "answer", "sdp", "v=0\r\nnonsense"));
            assertEquals("sdp-malformed", client.nextError());
            client.say(Map.of("type", "answer", "sdp", new OfferingPeer().answer(ours)));
            client.say(Map.of("type", "answer", "sdp", new OfferingPeer().answer(ours)));
            assertEquals("unexpected-answer", client.nextError());
            assertEquals(1, signaling.engine.leg(client.id()).remotes.size());
        }
    }

    @Test
    void shouldBoundCandidates() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            OfferingPeer peer = new OfferingPeer();
            peer.accept(client.offer(peer.offer()).next("answer").path("sdp").asText());
            LoopbackLeg leg = signaling.engine.leg(client.id());
            for (int i = 0; i < 10_000; i++) {
                client.candidate(Transports.host(1 + i));
            }
            client.say(Map.of("type", "ready"));
            int errors = 0;
            JsonNode message = client.next();
            while (message.path("type").asText().equals("error")) {
                assertEquals("too-many-candidates", message.path("code").asText());
                errors++;
                message = client.next();
            }
            assertEquals("offer", message.path("type").asText());
            assertTrue(errors >= 1 && errors < 100, errors + " errors");
            assertEquals(SessionSettings.defaults().maxCandidates(), leg.candidates.size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FINGERPRINT_MISMATCH, fingerprint-mismatch, 1011",
        "DTLS_FAILED, dtls-failed, 1011",
        "ICE_FAILED, ice-failed, 1011",
        "ICE_EXPIRED, ice-expired, 1011",
        "INTERNAL_ERROR, internal-error, 1011"
    })
    void shouldTellWhyALegFailed(CloseReason reason, String code, int closeCode) throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            client.offer(new OfferingPeer().offer()).next("answer");
            signaling.engine.leg(client.id()).end(reason, "this is what happened");
            JsonNode error = client.next("error");
            assertEquals(code, error.path("code").asText());
            assertEquals("this is what happened", error.path("message").asText());
            assertEquals("8:" + closeCode + " " + code, client.nextFrame());
        }
    }

    @Test
    void shouldSayWhenThereIsNoRoom() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            signaling.engine.maxLegs = 0;
            assertEquals("capacity", client.offer(new OfferingPeer().offer()).nextError());
            assertEquals("8:1013 capacity", client.nextFrame());
        }
    }

    @Test
    void shouldCloseWhenTheSessionCannotBeRegistered() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                TestSignaling signaling =
                        TestSignaling.start(
                                SessionSettings.defaults(),
                                new HttpSessionManagerClient(
                                        SessionManagerSettings.of(service.base())))) {
            service.always = 500;
            try (GatewayClient client = new GatewayClient(signaling)) {
                assertEquals("session-manager-unavailable", client.nextError());
                assertEquals("8:1011 session-manager-unavailable", client.nextFrame());
            }
            assertEquals(0, signaling.server.sessions());
        }
    }

    @Test
    void shouldSurviveMutatedMessages() throws Exception {
        long seed = 20_260_102L;
        Random random = new Random(seed);
        byte[] good =
                ("{\"type\":\"candidate\",\"candidate\":{\"candidate\":\""
                                + Transports.host(5).toSdp()
                                + "\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}")
                        .getBytes(StandardCharsets.UTF_8);
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling)) {
            for (int round = 0; round < 1_000; round++) {
                byte[] bytes = good.clone();
                for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                client.socket.frame(0x81, bytes);
            }
            client.offer(new OfferingPeer().offer());
            JsonNode message = client.next();
            while (message.path("type").asText().equals("error")) {
                message = client.next();
            }
            assertEquals("answer", message.path("type").asText(), "seed " + seed);
        }
    }
}
