package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Requests that meet each other: one that came two ways, and two that crossed on theirs. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CollidingRequestsSystemTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SipServer server;
    private Phone phone;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        server = SipServer.start(PeerFolder.of(test));
        phone = Phone.udp(server.sipPort());
    }

    @AfterEach
    void close() throws IOException {
        phone.close();
        server.close();
    }

    /** RFC 3261 §8.2.2.2: same From tag, Call-ID and CSeq, another transaction. */
    @Test
    void shouldRefuseTheSecondOfMergedRequestsAndServeTheFirst() throws Exception {
        PhoneCall call = phone.callTo("echo");
        SipText first = call.invite(phone.media().offer());
        call.answered();
        SipText second = byAnotherWay(first, "z9hG4bK-by-another-way");
        phone.send(second);
        SipText refused = phone.await("482", m -> m.status() == 482);
        assertEquals(call.callId(), refused.callId());
        assertTrue(refused.header("Via").contains("by-another-way"), refused.toString());
        phone.media().speak(new short[4_000]);
        call.hangUp();
        server.awaitIdle();
        assertEquals(1, server.metric("ringway_calls_begun_total"));
    }

    private static SipText byAnotherWay(SipText invite, String branch) {
        List<String> headers =
                invite.headers().stream()
                        .map(
                                h ->
                                        h.startsWith("Via:")
                                                ? h.replaceAll("branch=[^;]*", "branch=" + branch)
                                                : h)
                        .toList();
        return new SipText(invite.start(), headers, invite.body());
    }

    /**
     * RFC 3261 §14: both refuse by 491, the one that does not own the Call-ID tries again first.
     */
    @Test
    void shouldGetOverReInvitesThatCross() throws Exception {
        PhoneCall call = phone.call("echo");
        hold();
        // Its own is under way by then: before, it could take ours.
        SipText theirs = phone.awaitInvite();
        SipText ours = call.invite(phone.media().offer());
        assertEquals(491, call.finalAnswer(ours).status());
        call.acknowledgeRefusal();
        phone.respond(theirs, "491 Request Pending", List.of(), "");
        SipText again =
                phone.await(
                        "another INVITE",
                        m ->
                                m.request()
                                        && m.method().equals("INVITE")
                                        && m.cseq() > theirs.cseq());
        assertTrue(again.line("a=sendonly").isPresent(), again.toString());
        phone.respond(
                again,
                "200 OK",
                List.of("Content-Type: application/sdp"),
                phone.media().description("recvonly", "127.0.0.1"));
        phone.await("ACK", m -> m.request() && m.method().equals("ACK"));
        call.hangUp();
        server.awaitIdle();
    }

    private void hold() throws IOException, InterruptedException {
        JsonNode call = JSON.readTree(server.http().get("/api/calls").body()).get(0);
        String leg = call.path("legs").get(0).path("legId").asText();
        String path = "/api/calls/%s/legs/%s/hold".formatted(call.path("callId").asText(), leg);
        assertEquals(202, server.http().post(path, "application/json", "{}").statusCode());
    }
}
