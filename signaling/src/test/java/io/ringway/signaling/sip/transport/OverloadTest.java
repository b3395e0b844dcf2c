package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when there is no room: for what came, and for what is to be sent. */
@Timeout(30)
final class OverloadTest {

    private static final int LEAST = 16;

    private static SipLimits limits(int queued, int transactions) {
        SipLimits usual = SipLimits.defaults();
        return new SipLimits(
                usual.maxMessageBytes(),
                usual.maxHeaders(),
                usual.maxHeaderBytes(),
                usual.maxListItems(),
                usual.maxListItemsTotal(),
                usual.maxConnections(),
                usual.maxConnectionsPerAddress(),
                usual.connectTimeoutMs(),
                usual.idleTimeoutMs(),
                usual.messageTimeoutMs(),
                usual.keepAliveMs(),
                100_000,
                100_000,
                queued,
                transactions);
    }

    @Test
    void shouldSaySoWhenTooMuchWaits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        try (TestStack stack =
                        TestStack.start(
                                settings -> settings.withLimits(limits(LEAST, 100)),
                                SipTransport.UDP);
                RawUdp udp = RawUdp.to(stack)) {
            stack.onRequest =
                    () -> {
                        taken.countDown();
                        Assertions.assertDoesNotThrow(() -> stuck.await(10, TimeUnit.SECONDS));
                    };
            String request = RawRequest.of("OPTIONS", "same", "");
            udp.send(request);
            assertTrue(taken.await(10, TimeUnit.SECONDS));
            for (int i = 0; i < LEAST; i++) {
                udp.send(request.replace("OPTIONS", "WAITS" + i));
            }
            String answer = udp.send(request.replace("OPTIONS", "INFO")).receive();
            assertTrue(answer.startsWith("SIP/2.0 503"), answer);
            assertTrue(answer.contains("CSeq: 1 INFO"), answer);
            assertTrue(answer.contains("Retry-After: "), answer);
            assertEquals(1, stack.count(Counter.DROP_SIP_OVERLOAD));
            stuck.countDown();
        } finally {
            stuck.countDown();
        }
    }

    @Test
    void shouldAskNoMoreAtOnceThanItMay() throws Exception {
        try (TestStack stack =
                        TestStack.start(
                                settings -> settings.withLimits(limits(100, LEAST)),
                                SipTransport.UDP);
                RawUdp silent = RawUdp.to(stack)) {
            String uri = "sip:b@127.0.0.1:" + silent.localPort();
            for (int i = 0; i < LEAST; i++) {
                ClientTransaction sent = stack.send(stack.request(Request.OPTIONS, uri));
                assertEquals(Request.OPTIONS, sent.getRequest().getMethod());
            }
            Request more = stack.request(Request.OPTIONS, uri);
            Assertions.assertThrows(SipException.class, () -> stack.send(more));
            stack.send(stack.request(Request.BYE, uri));
        }
    }
}
