package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers that no session comes of. */
final class WhipRefusalTest {

    private TestSignaling signaling;

    @BeforeEach
    void start() throws IOException {
        signaling = TestSignaling.start();
    }

    @AfterEach
    void stop() {
        signaling.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, sdp-malformed",
        "'hello', 400, sdp-malformed",
        "'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n', 422, sdp-unacceptable"
    })
    void shouldRefuseBadOffers(String sdp, int status, String code) throws Exception {
        HttpResponse<String> response =
                signaling.client.send(
                        HttpRequest.newBuilder(signaling.uri("/webrtc"))
                                .header("Content-Type", "application/sdp")
                                .POST(BodyPublishers.ofString(sdp))
                                .build(),
                        BodyHandlers.ofString());
        WhipClient.assertProblem(response, status, code);
        assertEquals(0, signaling.engine.activeLegs());
        assertEquals(0, signaling.server.sessions());
    }

    @Test
    void shouldRefuseLargeAndMistypedOffers() throws Exception {
        String offer = new OfferingPeer().offer();
        WhipClient.assertProblem(
                signaling.postOffer(offer + "a=x\r\n".repeat(200_000)), 413, "body-too-large");
        WhipClient.assertProblem(
                signaling.send("POST", "/webrtc", offer, "Content-Type", "text/plain"),
                415,
                "unsupported-media-type");
        WhipClient.assertProblem(
                signaling.send(
                        "POST",
                        "/webrtc",
                        offer,
                        "Content-Type",
                        "application/sdp",
                        "Accept",
                        "text/html"),
                406,
                "not-acceptable");
        assertEquals(0, signaling.server.sessions());
    }

    @Test
    void shouldSayWhenThereIsNoRoom() throws Exception {
        signaling.engine.maxLegs = 0;
        HttpResponse<String> response = signaling.postOffer(new OfferingPeer().offer());
        WhipClient.assertProblem(response, 503, "capacity");
        assertEquals("5", WhipClient.header(response, "retry-after"));
    }

    @Test
    void shouldSayWhenTheSessionManagerFails() throws Exception {
        try (FakeSessionService service = new FakeSessionService();
                TestSignaling failing =
                        TestSignaling.start(
                                SessionSettings.defaults(),
                                new HttpSessionManagerClient(
                                        SessionManagerSettings.of(service.base())))) {
            service.always = 500;
            WhipClient.assertProblem(
                    failing.postOffer(new OfferingPeer().offer()),
                    503,
                    "session-manager-unavailable");
            service.nextCall();
            WhipClient.assertProblem(failing.postOffer("junk"), 400, "sdp-malformed");
            assertEquals(0, service.callsWaiting());
            service.always = 0;
            assertEquals(201, failing.postOffer(new OfferingPeer().offer()).statusCode());
        }
    }
}
