package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LocalTransport;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.Transports;
import io.ringway.signaling.sdp.SdpFragment;
import io.ringway.signaling.sdp.SdpLimits;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9725 and its errors. */
final class WhipTest {

    private TestSignaling signaling;

    @BeforeEach
    void start() throws IOException {
        signaling = TestSignaling.start();
    }

    @AfterEach
    void stop() {
        signaling.close();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code)
            throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", header(response, "content-type"));
        assertEquals(code, TestSignaling.json(response).path("code").asText());
    }

    private HttpResponse<String> created() throws Exception {
        HttpResponse<String> response = signaling.postOffer(new OfferingPeer().offer());
        assertEquals(201, response.statusCode(), response.body());
        return response;
    }

    private HttpResponse<String> patch(String location, String fragment, String etag)
            throws Exception {
        return signaling.send(
                "PATCH",
                location,
                fragment,
                "Content-Type",
                "application/trickle-ice-sdpfrag",
                "If-Match",
                etag);
    }

    private static String trickle(String ufrag, int port) {
        return "a=ice-ufrag:"
                + ufrag
                + "\r\na=ice-pwd:0123456789012345678901\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n"
                + "a=mid:0\r\na="
                + Transports.host(port).toSdp()
                + "\r\n";
    }

    @Test
    void shouldAnswerAnOffer() throws Exception {
        OfferingPeer peer = new OfferingPeer();
        HttpResponse<String> response = signaling.postOffer(peer.offer());
        assertEquals(201, response.statusCode());
        assertEquals("application/sdp", header(response, "content-type"));
        String id = header(response, "x-conversation-id");
        assertEquals("/webrtc/" + id, header(response, "location"));
        assertTrue(header(response, "etag").matches("\"[^\"]+\""));
        assertEquals(
                java.util.List.of(
                        "<stun:stun.example.net>; rel=\"ice-server\"",
                        "<turn:t.example.net>; rel=\"ice-server\"; username=\"u\"; credential=\"p\"; credential-type=\"password\""),
                response.headers().allValues("link"));
        var agreed = peer.accept(response.body());
        assertEquals(1, agreed.remote().candidates().size());
        assertTrue(agreed.endOfCandidates());
        assertTrue(signaling.engine.leg(id).echo);
    }

    @Test
    void shouldWaitForTheFirstCandidate() throws Exception {
        signaling.engine.gathered = false;
        assertProblem(signaling.postOffer(new OfferingPeer().offer()), 503, "no-local-candidates");
        assertEquals(0, signaling.engine.activeLegs());
        Thread finder =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (signaling.engine.activeLegs() == 0) {
                                        Thread.onSpinWait();
                                    }
                                    signaling.engine.onlyLeg().gather();
                                });
        OfferingPeer peer = new OfferingPeer();
        HttpResponse<String> response = signaling.postOffer(peer.offer());
        finder.join();
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(1, peer.accept(response.body()).remote().candidates().size());
    }

    @Test
    void shouldTakeTrickledCandidates() throws Exception {
        HttpResponse<String> session = created();
        String location = header(session, "location");
        LoopbackLeg leg = signaling.engine.leg(header(session, "x-conversation-id"));
        String ufrag = leg.remotes.getFirst().iceUfrag();
        HttpResponse<String> response =
                patch(
                        location,
                        "a=ice-ufrag:"
                                + ufrag
                                + "\r\na=ice-pwd:"
                                + leg.remotes.getFirst().icePwd()
                                + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na="
                                + Transports.host(50_001).toSdp()
                                + "\r\na=end-of-candidates\r\n",
                        header(session, "etag"));
        assertEquals(204, response.statusCode(), response.body());
        assertEquals(1, leg.candidates.size());
        assertEquals(50_001, leg.candidates.getFirst().port());
    }

    @Test
    void shouldRestartIce() throws Exception {
        HttpResponse<String> session = created();
        String location = header(session, "location");
        LoopbackLeg leg = signaling.engine.leg(header(session, "x-conversation-id"));
        String before = leg.localTransport().iceUfrag();
        HttpResponse<String> response = patch(location, trickle("fresh", 50_002), "*");
        assertEquals(200, response.statusCode(), response.body());
        assertEquals("application/trickle-ice-sdpfrag", header(response, "content-type"));
        assertNotEquals(header(session, "etag"), header(response, "etag"));
        SdpFragment ours = SdpFragment.parse(response.body(), SdpLimits.DEFAULT);
        LocalTransport local = leg.localTransport();
        assertNotEquals(before, local.iceUfrag());
        assertTrue(
                ours.credentials() != null && ours.credentials().ufrag().equals(local.iceUfrag()));
        assertEquals("fresh", leg.remotes.getLast().iceUfrag());
        assertEquals(50_002, leg.remotes.getLast().candidates().getFirst().port());
        // The old tag is of the past now, the new one counts.
        assertProblem(
                patch(location, trickle("fresh", 50_003), header(session, "etag")),
                412,
                "precondition-failed");
        assertEquals(
                204,
                patch(location, trickle("fresh", 50_003), header(response, "etag")).statusCode());
    }

    @Test
    void shouldKeepThePreconditionsOfPatch() throws Exception {
        HttpResponse<String> session = created();
        String location = header(session, "location");
        String etag = header(session, "etag");
        LoopbackLeg leg = signaling.engine.leg(header(session, "x-conversation-id"));
        String current =
                "a=ice-ufrag:"
                        + leg.remotes.getFirst().iceUfrag()
                        + "\r\na=ice-pwd:"
                        + leg.remotes.getFirst().icePwd()
                        + "\r\n";
        assertProblem(
                signaling.send(
                        "PATCH",
                        location,
                        trickle("u", 1),
                        "Content-Type",
                        "application/trickle-ice-sdpfrag"),
                428,
                "precondition-required");
        assertProblem(patch(location, current, "\"other\""), 412, "precondition-failed");
        assertProblem(patch(location, current, "W/" + etag), 412, "precondition-failed");
        assertProblem(patch(location, current, "*"), 422, "sdp-unacceptable");
        assertProblem(patch(location, trickle("fresh", 1), etag), 422, "sdp-unacceptable");
        assertProblem(patch(location, "a=ice-ufrag:x\r\n", etag), 400, "sdp-malformed");
        assertProblem(
                signaling.send(
                        "PATCH",
                        location,
                        current,
                        "Content-Type",
                        "application/sdp",
                        "If-Match",
                        etag),
                415,
                "unsupported-media-type");
        assertEquals(1, leg.remotes.size());
    }

    @Test
    void shouldEndOnDelete() throws Exception {
        HttpResponse<String> session = created();
        String location = header(session, "location");
        assertEquals(200, signaling.send("DELETE", location, "").statusCode());
        while (signaling.engine.activeLegs() > 0) {
            Thread.onSpinWait();
        }
        assertProblem(signaling.send("DELETE", location, ""), 404, "unknown-session");
        assertProblem(patch(location, trickle("u", 1), "*"), 404, "unknown-session");
    }

    @Test
    void shouldTellItsOptions() throws Exception {
        HttpResponse<String> endpoint = signaling.send("OPTIONS", "/webrtc", "");
        assertEquals(204, endpoint.statusCode());
        assertEquals("application/sdp", header(endpoint, "accept-post"));
        assertEquals(
                "application/trickle-ice-sdpfrag",
                header(signaling.send("OPTIONS", "/webrtc/x", ""), "accept-patch"));
        for (String method : new String[] {"GET", "PUT", "PATCH"}) {
            HttpResponse<String> response = signaling.send(method, "/webrtc", "");
            assertProblem(response, 405, "method-not-allowed");
            assertEquals("OPTIONS, POST", header(response, "allow"));
        }
        assertProblem(
                signaling.send("POST", "/webrtc/x", "v=0", "Content-Type", "application/sdp"),
                405,
                "method-not-allowed");
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
                        java.net.http.HttpRequest.newBuilder(signaling.uri("/webrtc"))
                                .header("Content-Type", "application/sdp")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(sdp))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertProblem(response, status, code);
        assertEquals(0, signaling.engine.activeLegs());
        assertEquals(0, signaling.server.sessions());
    }

    @Test
    void shouldRefuseLargeAndMistypedOffers() throws Exception {
        String offer = new OfferingPeer().offer();
        assertProblem(
                signaling.postOffer(offer + "a=x\r\n".repeat(200_000)), 413, "body-too-large");
        assertProblem(
                signaling.send("POST", "/webrtc", offer, "Content-Type", "text/plain"),
                415,
                "unsupported-media-type");
        assertProblem(
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
        assertProblem(response, 503, "capacity");
        assertEquals("5", header(response, "retry-after"));
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
            assertProblem(
                    failing.postOffer(new OfferingPeer().offer()),
                    503,
                    "session-manager-unavailable");
            service.always = 0;
            assertEquals(201, failing.postOffer(new OfferingPeer().offer()).statusCode());
        }
    }

    @Test
    void shouldRefuseIceServersThatWouldBreakTheLink() {
        assertThrows(IllegalArgumentException.class, () -> IceServer.of("http://x"));
        assertThrows(IllegalArgumentException.class, () -> IceServer.of("stun:a>b"));
        assertThrows(IllegalArgumentException.class, () -> new IceServer("turn:x", "a\"b", "c"));
        assertTrue(!new IceServer("turn:x", "u", "secret").toString().contains("secret"));
    }
}
