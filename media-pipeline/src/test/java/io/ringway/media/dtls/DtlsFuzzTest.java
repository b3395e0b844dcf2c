package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes whose datagrams are damaged on the way end in one clear way, and leave nothing. */
@Timeout(120)
class DtlsFuzzTest {

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldEndCleanlyWhateverArrives(long seed) throws Exception {
        DtlsSettings settings = Engines.impatient(64, 600, 32);
        DtlsEngine clients = Engines.of(settings, new Counters());
        DtlsEngine servers = Engines.of(settings, new Counters());
        Party[] parties = new Party[32];
        for (int i = 0; i < parties.length; i += 2) {
            parties[i] = new Party();
            parties[i + 1] = new Party();
            joinBadly(seed + i, clients, parties[i], servers, parties[i + 1]);
        }
        for (Party party : parties) {
            // Keys, or a failure told as such: never silence, never an escaped exception.
            Party.await(party.keys.handle((keys, failure) -> true));
        }
        clients.close();
        servers.close();
        assertEquals(0, clients.active() + servers.active());
    }

    private static void joinBadly(
            long seed, DtlsEngine clients, Party client, DtlsEngine servers, Party server) {
        Random random = new Random(seed);
        var one = clients.start(DtlsRole.CLIENT, List.of(servers.fingerprint()), client);
        var two = servers.start(DtlsRole.SERVER, List.of(clients.fingerprint()), server);
        client.sendTo(datagram -> two.give(damage(random, datagram)));
        server.sendTo(datagram -> one.give(damage(random, datagram)));
    }

    private static byte[] damage(Random random, byte[] datagram) {
        synchronized (random) {
            if (random.nextInt(3) == 0) {
                int at = random.nextInt(datagram.length);
                datagram[at] ^= (byte) (1 << random.nextInt(8));
            }
            return datagram;
        }
    }
}
