package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than the stack wants to take: what it keeps is bounded, and it goes on serving others. */
@Timeout(60)
final class FloodTest {

    private static final int TRANSACTIONS = 64;

    private static SipLimits limits(int perSecond, int burst, int transactions) {
        return new SipLimits(
                65_535,
                256,
                8_192,
                64,
                256,
                100,
                100,
                1_000,
                60_000,
                10_000,
                60_000,
                perSecond,
                burst,
                256,
                transactions);
    }

    @Test
    void shouldKeepTransactionsBoundedInFlood() throws Exception {
        int refused = 0;
        SipLimits few = limits(100_000, 100_000, TRANSACTIONS);
        try (TestStack stack =
                        TestStack.start(settings -> settings.withLimits(few), SipTransport.UDP);
                RawUdp udp = RawUdp.to(stack)) {
            for (int i = 0; i < 400; i++) {
                String answer = udp.send(RawRequest.of("REGISTER", "f" + i, "")).receive();
                refused += answer.startsWith("SIP/2.0 503") ? 1 : 0;
                if (answer.startsWith("SIP/2.0 503")) {
                    assertTrue(answer.contains("Retry-After: "), answer);
                }
            }
            assertTrue(refused >= 300, "refused only " + refused);
            assertTrue(stack.requests.size() <= TRANSACTIONS + 8, "took " + stack.requests.size());
        }
    }

    @Test
    void shouldSurviveGarbage() throws Exception {
        Random random = new Random(4_475);
        String valid =
                RawRequest.of("OPTIONS", "garbage", "Contact: <sip:a@b>\nContent-Length: 0\n");
        try (TestStack roomy = TestStack.start(SipTransport.UDP);
                RawUdp udp = RawUdp.to(roomy);
                RawUdp other = RawUdp.to(roomy)) {
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
                for (int flips = random.nextInt(8); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                udp.send(bytes);
            }
            String answer = other.send(RawRequest.of("OPTIONS", "serves", "")).receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
        }
    }

    @Test
    void shouldLimitRateOfOneAddressOnly() throws Exception {
        SipLimits few = limits(1, 5, 1_000);
        try (TestStack limited =
                        TestStack.start(settings -> settings.withLimits(few), SipTransport.UDP);
                RawUdp loud = RawUdp.from("127.9.9.1", 0, limited);
                RawUdp quiet = RawUdp.from("127.9.9.2", 0, limited)) {
            for (int i = 0; i < 50; i++) {
                loud.send(RawRequest.of("OPTIONS", "r" + i, ""));
            }
            String answer = quiet.send(RawRequest.of("OPTIONS", "quiet", "")).receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            assertTrue(limited.requests.size() <= 10, "took " + limited.requests.size());
            assertTrue(limited.count(Counter.DROP_SIP_RATE) >= 40);
        }
    }

    @Test
    void shouldHoldThousandIdleConnections() throws Exception {
        try (TestStack roomy = TestStack.start(SipTransport.UDP, SipTransport.TCP)) {
            List<RawTcp> idle = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                idle.add(RawTcp.to(roomy));
            }
            try (RawUdp udp = RawUdp.to(roomy)) {
                String answer = udp.send(RawRequest.of("OPTIONS", "idle", "")).receive();
                assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            }
            assertEquals("\r\n", idle.getLast().send("\r\n\r\n").exactly(2));
            for (RawTcp tcp : idle) {
                tcp.close();
            }
        }
    }
}
