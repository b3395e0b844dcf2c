package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.counters.Counter;
import io.ringway.media.stun.StunMessage;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a datagram costs the event loop in garbage: nothing of ours, a little of the JDK's HMAC. */
class CheckResponderAllocationTest {

    private static final InetSocketAddress SOURCE = Requests.address("192.0.2.10", 40_000);

    private final UfragTable table = new UfragTable(10);
    private final CheckResponder responder = new CheckResponder(table);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);
    private final ValidatedCheck result = new ValidatedCheck();

    @Test
    void shouldDropUnknownFragmentsWithoutGarbage() {
        byte[] check = Requests.check();
        UnsafeBuffer buffer = new UnsafeBuffer(check);
        long bytes = Allocations.perCall(() -> send(buffer));

        assertEquals(Counter.DROP_STUN_UNKNOWN_UFRAG.code(), send(buffer));
        assertEquals(0, bytes);
    }

    @Test
    void shouldAnswerWithLittleGarbage() {
        table.put(new IceCredentialsEntry(Requests.LOCAL, true, false, 1, 0, "leg"));
        byte[] check = Requests.check();
        UnsafeBuffer buffer = new UnsafeBuffer(check);
        long bytes = Allocations.perCall(() -> send(buffer));

        assertTrue(send(buffer) > 0);
        assertTrue(bytes <= 512, bytes + " bytes a check");
    }

    private int send(UnsafeBuffer check) {
        return responder.answer(check, 0, check.capacity(), SOURCE, 0, answer, result);
    }
}
