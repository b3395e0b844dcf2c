package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.Transports;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What a WHIP client asks, and how it reads what it is told. */
record WhipClient(TestSignaling signaling) {

    /** A new session of an offering peer. */
    HttpResponse<String> created() throws Exception {
        HttpResponse<String> response = signaling.postOffer(new OfferingPeer().offer());
        assertEquals(201, response.statusCode(), response.body());
        return response;
    }

    HttpResponse<String> patch(String location, String fragment, String etag) throws Exception {
        return signaling.send(
                "PATCH",
                location,
                fragment,
                "Content-Type",
                "application/trickle-ice-sdpfrag",
                "If-Match",
                etag);
    }

    /** A fragment with credentials of that user fragment and one host candidate. */
    static String trickle(String ufrag, int port) {
        return "a=ice-ufrag:"
                + ufrag
                + "\r\na=ice-pwd:0123456789012345678901\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n"
                + "a=mid:0\r\na="
                + Transports.host(port).toSdp()
                + "\r\n";
    }

    /** The first value of that header; empty where there is none. */
    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** A problem document (RFC 9457) with that status and code. */
    static void assertProblem(HttpResponse<String> response, int status, String code)
            throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", header(response, "content-type"));
        assertEquals(code, TestSignaling.json(response).path("code").asText());
    }
}
