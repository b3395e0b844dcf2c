package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StunDiscoveryTest {

    private static final int LEG_ID = 0;
    private static final int SECRET = 77;
    private static final long MS = 1_000_000;
    private static final long START = Long.MAX_VALUE - 100 * MS;
    private static final InetSocketAddress SERVER = address("192.0.2.1", 3478);
    private static final InetSocketAddress MAPPED = address("198.51.100.9", 50_000);

    private final List<byte[]> requests = new ArrayList<>();
    private final List<InetSocketAddress> found = new ArrayList<>();
    private final StunDiscovery discovery =
            new StunDiscovery(
                    DiscoverySettings.DEFAULTS, LEG_ID, SECRET, new byte[16], new Recorder());

    @Test
    void shouldFindTheMappedAddress() {
        discovery.addServer(SERVER, 4, START);
        byte[] answer = answer(requests.getFirst(), MAPPED);

        assertEquals(1, requests.size());
        assertEquals(20, requests.getFirst().length, "nothing in it tells what sent it");
        assertEquals(
                LEG_ID, TransactionId.legIdOf(new UnsafeBuffer(requests.getFirst()), 0, SECRET));
        assertEquals(answer.length, respond(answer, SERVER, 4));
        assertEquals(List.of(MAPPED), found);
        assertEquals(
                Counter.DROP_STUN_UNKNOWN_TRANSACTION.code(),
                respond(answer, SERVER, 4),
                "an answer counts once");
    }

    @Test
    void shouldRetransmitOnTheScheduleOfTheRfcAndGiveUpQuietly() {
        discovery.addServer(SERVER, 0, START);
        List<Long> sentMs = new ArrayList<>(List.of(0L));
        long now = START;
        while (now - START < 200_000 * MS) {
            now = discovery.nextDeadlineNs();
            int before = requests.size();
            discovery.onTimer(now);
            if (requests.size() > before && now - START < 200_000 * MS) {
                sentMs.add((now - START) / MS);
            }
        }

        assertEquals(List.of(0L, 500L, 1500L, 3500L, 7500L, 15_500L, 31_500L), sentMs);
        assertEquals((39_500 + 300_000) * MS, now - START, "tried again after the retry time");
        assertEquals(8, requests.size());
        assertFalse(Arrays.equals(requests.get(6), requests.get(7)), "by a new transaction");
    }

    @Test
    void shouldRefreshAndTellOnlyChanges() {
        discovery.addServer(SERVER, 0, START);
        respond(answer(requests.get(0), MAPPED), SERVER, 0);
        long refresh = discovery.nextDeadlineNs();
        discovery.onTimer(refresh);
        respond(answer(requests.get(1), MAPPED), SERVER, 0);
        discovery.onTimer(discovery.nextDeadlineNs());
        InetSocketAddress moved = address("198.51.100.9", 50_001);
        respond(answer(requests.get(2), moved), SERVER, 0);

        assertEquals(25_000 * MS, refresh - START);
        assertEquals(List.of(MAPPED, moved), found);
    }

    @Test
    void shouldIgnoreAnswersFromElsewhere() {
        discovery.addServer(SERVER, 0, START);
        byte[] answer = answer(requests.getFirst(), MAPPED);
        int unknown = Counter.DROP_STUN_UNKNOWN_TRANSACTION.code();

        assertEquals(unknown, respond(answer, address("192.0.2.2", 3478), 0));
        assertEquals(unknown, respond(answer, SERVER, 1));
        assertEquals(List.of(), found);
    }

    @Test
    void shouldSurviveMutatedAnswers() {
        discovery.addServer(SERVER, 0, START);
        byte[] genuine = answer(requests.getFirst(), MAPPED);
        Random random = new Random(4);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(genuine, 20 + random.nextInt(genuine.length));
            for (int change = 0; change < 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            refused += Ice4jCodec.mappedAddress(buffer, 0, bytes.length) == null ? 1 : 0;
        }

        assertTrue(refused > 10_000 && refused < 20_000, "refused " + refused);
        assertEquals(genuine.length, respond(genuine, SERVER, 0));
    }

    @Test
    void shouldLimitServersAndInsistOnResolvedOnes() {
        for (int i = 0; i < DiscoverySettings.DEFAULTS.maxServers(); i++) {
            assertTrue(discovery.addServer(address("192.0.2.1", 1000 + i), 0, START));
        }

        assertFalse(discovery.addServer(SERVER, 0, START));
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("stun.invalid", 1);
        assertThrows(
                IllegalArgumentException.class, () -> discovery.addServer(unresolved, 0, START));
    }

    private int respond(byte[] bytes, InetSocketAddress source, int path) {
        return discovery.onStunResponse(
                new UnsafeBuffer(bytes), 0, bytes.length, source, path, START);
    }

    private static byte[] answer(byte[] request, InetSocketAddress mapped) {
        StunMessage parsed = new StunMessage();
        assertEquals(request.length, parsed.parse(new UnsafeBuffer(request), 0, request.length));
        UnsafeBuffer answer = new UnsafeBuffer(new byte[100]);
        int length =
                new StunWriter(new StunIntegrity())
                        .beginResponse(answer, 0, parsed, StunClass.SUCCESS)
                        .mappedAddress(mapped)
                        .finishUnsigned();
        return Arrays.copyOf(answer.byteArray(), length);
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private final class Recorder implements DiscoveryOutput {
        @Override
        public void send(
                int path,
                DirectBuffer buffer,
                int offset,
                int length,
                InetSocketAddress destination) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            requests.add(bytes);
        }

        @Override
        public void mappedAddress(int path, InetSocketAddress server, InetSocketAddress mapped) {
            found.add(mapped);
        }
    }
}
