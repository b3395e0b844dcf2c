package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DtlsEngineTest {

    @Test
    void shouldWarmUpAndLeaveNothingBehind() {
        try (DtlsEngine engine = Engines.usual()) {
            assertTrue(engine.warmUp().toNanos() > 0);
            assertEquals(0, engine.active());
        }
    }

    @Test
    void shouldMakeExcessHandshakesWaitForRoom() throws Exception {
        Counters counters = new Counters();
        CountDownLatch helloSent = new CountDownLatch(1);
        Party stuck = new Party();
        stuck.sendTo(datagram -> helloSent.countDown());
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine one = Engines.of(Engines.impatient(1, 20_000, 8), counters);
                DtlsEngine servers = Engines.usual()) {
            var hog = one.start(DtlsRole.CLIENT, List.of(one.fingerprint()), stuck);
            helloSent.await();
            Party.join(one, client, servers, server);
            while (counters.total(Counter.DROP_DTLS_CAPACITY) == 0) {
                Thread.onSpinWait();
            }
            assertFalse(client.keys.isDone());
            hog.close();
            assertEquals(SrtpProfile.AEAD_AES_128_GCM, Party.await(client.keys).profile());
        }
    }

    @Test
    void shouldGiveUpWaitingForRoomInTime() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Party hog = new Party();
        hog.sendTo(datagram -> hold(blocked, release));
        Party late = new Party();
        try (DtlsEngine engine = Engines.of(Engines.impatient(1, 300, 8), new Counters())) {
            List<CertificateFingerprint> promised = List.of(engine.fingerprint());
            engine.start(DtlsRole.CLIENT, promised, hog);
            blocked.await();
            engine.start(DtlsRole.CLIENT, promised, late);
            assertEquals(
                    "DTLS_FAILED: no room for another handshake: dtls max-handshakes are under way",
                    Party.await(late.failed));
            release.countDown();
        }
    }

    @Test
    void shouldRefuseWhatTheQueueCannotHold() throws Exception {
        Counters counters = new Counters();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Party busy = new Party();
        busy.sendTo(datagram -> hold(blocked, release));
        try (DtlsEngine engine = Engines.of(Engines.impatient(1, 20_000, 8), counters)) {
            var association = engine.start(DtlsRole.CLIENT, List.of(engine.fingerprint()), busy);
            blocked.await();
            byte[] record = {20, -2, -3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1};
            for (int i = 0; i < 8; i++) {
                assertTrue(association.give(record.clone()), "datagram " + i);
            }
            assertFalse(association.give(record.clone()));
            assertEquals(1, counters.total(Counter.DROP_DTLS_QUEUE_FULL));
            release.countDown();
        }
    }

    @Test
    void shouldEndEveryThreadOnClose() throws Exception {
        DtlsEngine clients = Engines.usual();
        DtlsEngine servers = Engines.usual();
        List<Party> parties = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Party client = new Party();
            Party server = new Party();
            Party.join(clients, client, servers, server);
            parties.add(client);
            parties.add(server);
        }
        for (Party party : parties) {
            Party.await(party.keys);
        }
        Party lonely = new Party();
        clients.start(DtlsRole.SERVER, List.of(servers.fingerprint()), lonely);
        clients.close();
        assertEquals(0, clients.active());
        for (int i = 1; i < parties.size(); i += 2) {
            assertTrue(Party.await(parties.get(i).closed));
        }
        servers.close();
        assertEquals(0, servers.active());
        assertThrows(
                IllegalStateException.class,
                () -> clients.start(DtlsRole.SERVER, List.of(servers.fingerprint()), lonely));
    }

    @Test
    void shouldShowAnIdentityOfTheLegsOwn() throws Exception {
        DtlsIdentity own = DtlsIdentity.create(new SecureRandom(), Instant.now());
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients = Engines.usual();
                DtlsEngine servers = Engines.usual()) {
            assertNotEquals(clients.fingerprint(), own.fingerprint());
            var one = clients.start(own, DtlsRole.CLIENT, List.of(servers.fingerprint()), client);
            var two = servers.start(DtlsRole.SERVER, List.of(own.fingerprint()), server);
            client.sendTo(two::give);
            server.sendTo(one::give);
            assertEquals(Party.await(client.keys).profile(), Party.await(server.keys).profile());
        }
    }

    /** Keeps an association's thread busy until released. */
    private static void hold(CountDownLatch blocked, CountDownLatch release) {
        blocked.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
