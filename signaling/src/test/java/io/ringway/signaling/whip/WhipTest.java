package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions over RFC 9725, from the offer to the end. */
final class WhipTest {

    private TestSignaling signaling;
    private WhipClient whip;

    @BeforeEach
    void start() throws IOException {
        signaling = TestSignaling.start();
        whip = new WhipClient(signaling);
    }

    @AfterEach
    void stop() {
        signaling.close();
    }

    @Test
    void shouldAnswerAnOffer() throws Exception {
        OfferingPeer peer = new OfferingPeer();
        HttpResponse<String> response = signaling.postOffer(peer.offer());
        assertEquals(201, response.statusCode());
        assertEquals("application/sdp", WhipClient.header(response, "content-type"));
        String id = WhipClient.header(response, "x-conversation-id");
        assertEquals("/webrtc/" + id, WhipClient.header(response, "location"));
        assertTrue(WhipClient.header(response, "etag").matches("\"[^\"]+\""));
        assertEquals(
                List.of(
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
        WhipClient.assertProblem(
                signaling.postOffer(new OfferingPeer().offer()), 503, "no-local-candidates");
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
    void shouldEndOnDelete() throws Exception {
        HttpResponse<String> session = whip.created();
        String location = WhipClient.header(session, "location");
        assertEquals(200, signaling.send("DELETE", location, "").statusCode());
        while (signaling.engine.activeLegs() > 0) {
            Thread.onSpinWait();
        }
        WhipClient.assertProblem(signaling.send("DELETE", location, ""), 404, "unknown-session");
        WhipClient.assertProblem(
                whip.patch(location, WhipClient.trickle("u", 1), "*"), 404, "unknown-session");
    }

    @Test
    void shouldTellItsOptions() throws Exception {
        HttpResponse<String> endpoint = signaling.send("OPTIONS", "/webrtc", "");
        assertEquals(204, endpoint.statusCode());
        assertEquals("application/sdp", WhipClient.header(endpoint, "accept-post"));
        assertEquals(
                "application/trickle-ice-sdpfrag",
                WhipClient.header(signaling.send("OPTIONS", "/webrtc/x", ""), "accept-patch"));
        for (String method : new String[] {"GET", "PUT", "PATCH"}) {
            HttpResponse<String> response = signaling.send(method, "/webrtc", "");
            WhipClient.assertProblem(response, 405, "method-not-allowed");
            assertEquals("OPTIONS, POST", WhipClient.header(response, "allow"));
        }
        WhipClient.assertProblem(
                signaling.send("POST", "/webrtc/x", "v=0", "Content-Type", "application/sdp"),
                405,
                "method-not-allowed");
    }
}
