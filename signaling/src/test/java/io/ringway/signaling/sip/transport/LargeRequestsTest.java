package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;
import javax.sip.RequestEvent;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LargeRequestsTest {

    private static Request options(TestStack caller, String uri, int subjectBytes)
            throws Exception {
        Request request = caller.request(Request.OPTIONS, uri);
        request.addHeader(caller.sip.headers().createSubjectHeader("x".repeat(subjectBytes)));
        return request;
    }

    @Test
    void shouldGoByTcpAbove1300Bytes() throws Exception {
        try (TestStack caller = TestStack.start(SipTransport.UDP, SipTransport.TCP);
                TestStack called = TestStack.start(SipTransport.UDP, SipTransport.TCP)) {
            String uri = "sip:b@127.0.0.1:" + called.port(SipTransport.UDP);
            caller.send(options(caller, uri, 700));
            assertEquals(SipTransport.UDP, called.sip.flowOf(called.awaitRequest()).transport());
            assertEquals(200, caller.awaitResponse().getStatusCode());

            caller.send(options(caller, uri, 1_300));
            RequestEvent large = called.awaitRequest();
            assertEquals(SipTransport.TCP, called.sip.flowOf(large).transport());
            ViaHeader via = (ViaHeader) large.getRequest().getHeader(ViaHeader.NAME);
            assertEquals("TCP", via.getTransport());
            assertEquals(caller.port(SipTransport.TCP), via.getPort());
            assertEquals(200, caller.awaitResponse().getStatusCode());
            assertNull(called.requests.poll(1_200, TimeUnit.MILLISECONDS), "sent again over TCP");
        }
    }

    @Test
    void shouldGoByUdpWhereTcpIsRefused() throws Exception {
        try (TestStack caller = TestStack.start(SipTransport.UDP, SipTransport.TCP);
                TestStack called = TestStack.start(SipTransport.UDP)) {
            caller.send(options(caller, "sip:b@127.0.0.1:" + called.port(SipTransport.UDP), 1_300));
            RequestEvent large = called.awaitRequest();
            assertEquals(SipTransport.UDP, called.sip.flowOf(large).transport());
            assertEquals(200, caller.awaitResponse().getStatusCode());
        }
    }
}
