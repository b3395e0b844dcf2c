package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are the same transaction (RFC 3261 §17.2.3). */
@Timeout(30)
final class BranchTagTest {

    private TestStack stack;
    private RawUdp phone;

    @BeforeEach
    void start() throws IOException {
        stack = TestStack.start(SipTransport.UDP, SipTransport.TCP);
        phone = RawUdp.to(stack);
    }

    @AfterEach
    void stop() {
        phone.close();
        stack.close();
    }

    private static String request(String method, String callId, String sentBy, String branch) {
        return RawRequest.of(method, callId, "Content-Length: 0\n")
                .replace("192.0.2.1;", sentBy + ";")
                .replace("branch=z9hG4bK" + callId, branch);
    }

    private String ask(String method, String callId, String sentBy, String branch)
            throws IOException {
        return phone.send(request(method, callId, sentBy, branch)).receive();
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, other, 192.0.2.1",
        "OPTIONS, one, 192.0.2.2",
        "OPTIONS, one, 192.0.2.1:5062",
        "MESSAGE, one, 192.0.2.1"
    })
    void shouldServeBothOfTwoRequestsWithOneBranch(String method, String callId, String sentBy)
            throws Exception {
        String branch = "branch=z9hG4bKsame";
        assertTrue(ask("OPTIONS", "one", "192.0.2.1", branch).startsWith("SIP/2.0 200"));
        String second = ask(method, callId, sentBy, branch);
        assertTrue(second.startsWith("SIP/2.0 200"), second);
        assertTrue(second.contains("Call-ID: " + callId + "\r\n"), second);
        assertTrue(second.contains(" " + method + "\r\n"), second);
        assertTrue(second.contains(sentBy + ";"), second);
        assertEquals(2, stack.requests.size());
    }

    @ParameterizedTest
    @CsvSource({
        "branch=z9hG4bKplain",
        "Branch=z9hG4bKname",
        "branch=Z9HG4BK-case",
        "branch=z9hG4bK-rw0123456789abcdef",
        "branch=old"
    })
    void shouldSendBackTheBranchAsItCame(String branch) throws Exception {
        String answer = ask("OPTIONS", "back", "192.0.2.1", branch);
        assertTrue(answer.matches("(?si).*\r\nVia: [^\r]*;" + branch + "[;\r].*"), answer);
    }

    @Test
    void shouldTakeARepetitionForOne() throws Exception {
        String branch = "branch=z9hG4bKagain";
        String first = ask("OPTIONS", "again", "192.0.2.1", branch);
        assertEquals(first, ask("OPTIONS", "again", "192.0.2.1", branch));
        assertEquals(1, stack.requests.size());
        assertEquals(0, stack.count(Counter.SIP_REFUSED));
    }
}
