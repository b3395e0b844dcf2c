package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LocalTransport;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.Transports;
import io.ringway.signaling.sdp.SdpFragment;
import io.ringway.signaling.sdp.SdpLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trickled candidates and ICE restarts (RFC 9725 §4.3). */
final class WhipPatchTest {

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
    void shouldTakeTrickledCandidates() throws Exception {
        HttpResponse<String> session = whip.created();
        String location = WhipClient.header(session, "location");
        LoopbackLeg leg = signaling.engine.leg(WhipClient.header(session, "x-conversation-id"));
        String ufrag = leg.remotes.getFirst().iceUfrag();
        HttpResponse<String> response =
                whip.patch(
                        location,
                        "a=ice-ufrag:"
                                + ufrag
                                + "\r\na=ice-pwd:"
                                + leg.remotes.getFirst().icePwd()
                                + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na="
                                + Transports.host(50_001).toSdp()
                                + "\r\na=end-of-candidates\r\n",
                        WhipClient.header(session, "etag"));
        assertEquals(204, response.statusCode(), response.body());
        assertEquals(1, leg.candidates.size());
        assertEquals(50_001, leg.candidates.getFirst().port());
    }

    @Test
    void shouldRestartIce() throws Exception {
        HttpResponse<String> session = whip.created();
        String location = WhipClient.header(session, "location");
        LoopbackLeg leg = signaling.engine.leg(WhipClient.header(session, "x-conversation-id"));
        String before = leg.localTransport().iceUfrag();
        HttpResponse<String> response =
                whip.patch(location, WhipClient.trickle("fresh", 50_002), "*");
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                "application/trickle-ice-sdpfrag", WhipClient.header(response, "content-type"));
        assertNotEquals(WhipClient.header(session, "etag"), WhipClient.header(response, "etag"));
        SdpFragment ours = SdpFragment.parse(response.body(), SdpLimits.DEFAULT);
        LocalTransport local = leg.localTransport();
        assertNotEquals(before, local.iceUfrag());
        assertTrue(
                ours.credentials() != null && ours.credentials().ufrag().equals(local.iceUfrag()));
        assertEquals("fresh", leg.remotes.getLast().iceUfrag());
        assertEquals(50_002, leg.remotes.getLast().candidates().getFirst().port());
        // The old tag is of the past now, the new one counts.
        WhipClient.assertProblem(
                whip.patch(
                        location,
                        WhipClient.trickle("fresh", 50_003),
                        WhipClient.header(session, "etag")),
                412,
                "precondition-failed");
        assertEquals(
                204,
                whip.patch(
                                location,
                                WhipClient.trickle("fresh", 50_003),
                                WhipClient.header(response, "etag"))
                        .statusCode());
    }

    @Test
    void shouldKeepThePreconditionsOfPatch() throws Exception {
        HttpResponse<String> session = whip.created();
        String location = WhipClient.header(session, "location");
        String etag = WhipClient.header(session, "etag");
        LoopbackLeg leg = signaling.engine.leg(WhipClient.header(session, "x-conversation-id"));
        String current =
                "a=ice-ufrag:"
                        + leg.remotes.getFirst().iceUfrag()
                        + "\r\na=ice-pwd:"
                        + leg.remotes.getFirst().icePwd()
                        + "\r\n";
        WhipClient.assertProblem(
                signaling.send(
                        "PATCH",
                        location,
                        WhipClient.trickle("u", 1),
                        "Content-Type",
                        "application/trickle-ice-sdpfrag"),
                428,
                "precondition-required");
        WhipClient.assertProblem(
                whip.patch(location, current, "\"other\""), 412, "precondition-failed");
        WhipClient.assertProblem(
                whip.patch(location, current, "W/" + etag), 412, "precondition-failed");
        WhipClient.assertProblem(whip.patch(location, current, "*"), 422, "sdp-unacceptable");
        WhipClient.assertProblem(
                whip.patch(location, WhipClient.trickle("fresh", 1), etag),
                422,
                "sdp-unacceptable");
        WhipClient.assertProblem(
                whip.patch(location, "a=ice-ufrag:x\r\n", etag), 400, "sdp-malformed");
        WhipClient.assertProblem(
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
}
