package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counters;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes over a path that loses, repeats and reorders by a seed. */
@Timeout(120)
class DtlsLossSimTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeOverABadPath(long seed) throws Exception {
        Party client = new Party();
        Party server = new Party();
        DtlsSettings settings = Engines.impatient(4, 30_000, 64);
        try (DtlsEngine clients = Engines.of(settings, new Counters());
                DtlsEngine servers = Engines.of(settings, new Counters())) {
            var one = clients.start(DtlsRole.CLIENT, List.of(servers.fingerprint()), client);
            var two = servers.start(DtlsRole.SERVER, List.of(clients.fingerprint()), server);
            client.sendTo(new BadPath(seed, two::give));
            server.sendTo(new BadPath(~seed, one::give));
            assertArrayEquals(
                    Party.await(client.keys).localKey(),
                    Party.await(server.keys).remoteKey(),
                    () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldRepeatAFlightOfWhichOneDatagramIsLost(int lost) throws Exception {
        Party client = new Party();
        Party server = new Party();
        DtlsSettings settings = Engines.impatient(4, 30_000, 64);
        try (DtlsEngine clients = Engines.of(settings, new Counters());
                DtlsEngine servers = Engines.of(settings, new Counters())) {
            var one = clients.start(DtlsRole.CLIENT, List.of(servers.fingerprint()), client);
            var two = servers.start(DtlsRole.SERVER, List.of(clients.fingerprint()), server);
            client.sendTo(two::give);
            server.sendTo(new LosesOne(lost, one::give));
            assertEquals(Party.await(client.keys).profile(), Party.await(server.keys).profile());
        }
    }

    /** Called by one thread at a time, as a listener is. */
    private static final class BadPath implements Consumer<byte[]> {

        private final Random random;
        private final Consumer<byte[]> receiver;
        private final ConcurrentLinkedQueue<byte[]> held = new ConcurrentLinkedQueue<>();

        BadPath(long seed, Consumer<byte[]> receiver) {
            this.random = new Random(seed);
            this.receiver = receiver;
        }

        @Override
        public void accept(byte[] datagram) {
            int fate = random.nextInt(10);
            if (fate < 3) {
                return;
            }
            if (fate < 5) {
                held.add(datagram);
                return;
            }
            receiver.accept(datagram);
            if (fate < 7) {
                receiver.accept(datagram.clone());
            }
            for (byte[] late = held.poll(); late != null; late = held.poll()) {
                receiver.accept(late);
            }
        }
    }

    private static final class LosesOne implements Consumer<byte[]> {

        private final Consumer<byte[]> receiver;
        private int untilLost;

        LosesOne(int untilLost, Consumer<byte[]> receiver) {
            this.untilLost = untilLost;
            this.receiver = receiver;
        }

        @Override
        public void accept(byte[] datagram) {
            if (untilLost-- != 0) {
                receiver.accept(datagram);
            }
        }
    }
}
