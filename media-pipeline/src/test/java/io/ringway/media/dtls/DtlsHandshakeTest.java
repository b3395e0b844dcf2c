package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DtlsHandshakeTest {

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.SrtpProfile#ofDtls")
    void shouldAgreeOnMirroredKeysForEveryProfile(SrtpProfile profile) throws Exception {
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients = Engines.of(profile);
                DtlsEngine servers = Engines.of(profile)) {
            Party.join(clients, client, servers, server);
            SrtpKeys ours = Party.await(client.keys);
            SrtpKeys theirs = Party.await(server.keys);
            assertEquals(profile, ours.profile());
            assertArrayEquals(ours.localKey(), theirs.remoteKey());
            assertArrayEquals(ours.localSalt(), theirs.remoteSalt());
            assertArrayEquals(ours.remoteKey(), theirs.localKey());
            assertArrayEquals(ours.remoteSalt(), theirs.localSalt());
        }
    }

    @ParameterizedTest
    @CsvSource({"JCA, JCA", "JCA, LIBCRYPTO", "LIBCRYPTO, JCA", "LIBCRYPTO, LIBCRYPTO"})
    void shouldAgreeWhoeverComputes(CryptoProvider atClient, CryptoProvider atServer)
            throws Exception {
        assumeTrue(
                LibcryptoP256.missing().isEmpty(), () -> "SKIPPED: no " + LibcryptoP256.missing());
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients = Engines.by(atClient);
                DtlsEngine servers = Engines.by(atServer)) {
            Party.join(clients, client, servers, server);
            SrtpKeys ours = Party.await(client.keys);
            assertArrayEquals(ours.localKey(), Party.await(server.keys).remoteKey());
        }
    }

    @Test
    void shouldPreferTheServersOrderOfProfiles() throws Exception {
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients =
                        Engines.of(
                                SrtpProfile.AES128_CM_HMAC_SHA1_80, SrtpProfile.AEAD_AES_256_GCM);
                DtlsEngine servers = Engines.usual()) {
            Party.join(clients, client, servers, server);
            assertEquals(SrtpProfile.AEAD_AES_256_GCM, Party.await(server.keys).profile());
        }
    }

    @Test
    void shouldFailOnBothSidesWithoutAProfileInCommon() throws Exception {
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients = Engines.of(SrtpProfile.AEAD_AES_256_GCM);
                DtlsEngine servers = Engines.of(SrtpProfile.AES128_CM_HMAC_SHA1_80)) {
            Party.join(clients, client, servers, server);
            String atServer = Party.await(server.failed);
            assertTrue(atServer.startsWith("DTLS_FAILED: no SRTP profile in common"), atServer);
            String atClient = Party.await(client.failed);
            assertTrue(atClient.contains("handshake_failure"), atClient);
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldRefuseACertificateTheSdpDidNotPromise(DtlsRole deceived) throws Exception {
        Party client = new Party();
        Party server = new Party();
        boolean clientDeceived = deceived == DtlsRole.CLIENT;
        try (DtlsEngine clients = Engines.usual();
                DtlsEngine servers = Engines.usual();
                DtlsEngine other = Engines.usual()) {
            CertificateFingerprint lie = other.fingerprint();
            var one =
                    clients.start(
                            DtlsRole.CLIENT,
                            List.of(clientDeceived ? lie : servers.fingerprint()),
                            client);
            var two =
                    servers.start(
                            DtlsRole.SERVER,
                            List.of(clientDeceived ? clients.fingerprint() : lie),
                            server);
            client.sendTo(two::give);
            server.sendTo(one::give);
            String detail = Party.await((clientDeceived ? client : server).failed);
            CertificateFingerprint actual = (clientDeceived ? servers : clients).fingerprint();
            assertEquals(
                    "FINGERPRINT_MISMATCH: remote certificate "
                            + actual
                            + " is not the one promised in the SDP: "
                            + lie,
                    detail);
            String deceiver = Party.await((clientDeceived ? server : client).failed);
            assertTrue(deceiver.contains("bad_certificate"), deceiver);
            assertTrue(client.keys.isCompletedExceptionally());
            assertTrue(server.keys.isCompletedExceptionally());
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldTellTheOtherSideOfAClose(DtlsRole closer) throws Exception {
        Party client = new Party();
        Party server = new Party();
        try (DtlsEngine clients = Engines.usual();
                DtlsEngine servers = Engines.usual()) {
            DtlsAssociation[] both = Party.join(clients, client, servers, server);
            Party.await(client.keys);
            Party.await(server.keys);
            both[closer == DtlsRole.CLIENT ? 0 : 1].close();
            assertTrue(Party.await((closer == DtlsRole.CLIENT ? server : client).closed));
            assertFalse((closer == DtlsRole.CLIENT ? client : server).closed.isDone());
        }
    }

    @Test
    void shouldFitItsHelloIntoOneSmallDatagram() throws Exception {
        var sent = new LinkedBlockingQueue<byte[]>();
        Party client = new Party();
        client.sendTo(sent::add);
        try (DtlsEngine clients = Engines.usual()) {
            clients.start(DtlsRole.CLIENT, List.of(clients.fingerprint()), client);
            byte[] hello = sent.poll(10, TimeUnit.SECONDS);
            assertEquals(22, hello[0]);
            assertEquals(1, hello[13]);
            assertTrue(hello.length < 512, () -> "hello of " + hello.length + " bytes");
            assertEquals(DtlsRecordGuard.OK, DtlsRecordGuard.check(hello, hello.length, 2_048));
            byte[] repeat = sent.poll(10, TimeUnit.SECONDS);
            assertEquals(hello.length, repeat.length);
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldGiveUpWhenNobodyAnswers(DtlsRole role) throws Exception {
        Party lonely = new Party();
        lonely.sendTo(datagram -> {});
        Counters counters = new Counters();
        try (DtlsEngine engine = Engines.of(Engines.impatient(4, 200, 8), counters)) {
            engine.start(role, List.of(engine.fingerprint()), lonely);
            String detail = Party.await(lonely.failed);
            assertTrue(detail.startsWith("DTLS_FAILED: no "), detail);
            assertTrue(detail.endsWith(" within 200 ms"), detail);
            assertEquals(1, counters.total(Counter.DTLS_FAILURES));
        }
    }

    @Test
    void shouldSurviveForgedRecordsAfterTheHandshake() throws Exception {
        Party client = new Party();
        Party server = new Party();
        Counters counters = new Counters();
        try (DtlsEngine clients = Engines.usual();
                DtlsEngine servers = Engines.of(DtlsSettings.defaults(), counters)) {
            DtlsAssociation[] both = Party.join(clients, client, servers, server);
            Party.await(client.keys);
            Party.await(server.keys);
            assertFalse(both[1].give(sealed(23, 5)), "shorter than nonce and tag");
            assertTrue(both[1].give(sealed(23, 64)));
            assertTrue(both[1].give(sealed(21, 26)));
            assertTrue(both[1].give(new byte[] {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40}));
            assertEquals(1, counters.total(Counter.DROP_DTLS_MALFORMED));
            both[0].close();
            assertTrue(Party.await(server.closed));
            assertFalse(server.failed.isDone());
        }
    }

    @Test
    void shouldCopyWhatIsOfferedAndRefuseWhatIsTooLong() throws Exception {
        Counters counters = new Counters();
        Party server = new Party();
        try (DtlsEngine servers = Engines.of(DtlsSettings.defaults(), counters)) {
            var association =
                    servers.start(DtlsRole.SERVER, List.of(servers.fingerprint()), server);
            assertFalse(association.offer(new UnsafeBuffer(new byte[2_049]), 2_049));
            assertFalse(association.give(new byte[2_049]));
            assertEquals(2, counters.total(Counter.DROP_DTLS_OVERSIZE));
            var datagram = new UnsafeBuffer(sealed(22, 30));
            assertTrue(association.offer(datagram, datagram.capacity()));
            association.close();
            assertFalse(association.give(sealed(22, 30)));
            assertEquals(1, counters.total(Counter.DROP_LEG_CLOSED));
        }
    }

    /** A record of epoch 1 whose body is noise. */
    private static byte[] sealed(int type, int bodyBytes) {
        byte[] record = new byte[DtlsRecordGuard.RECORD_HEADER_BYTES + bodyBytes];
        record[0] = (byte) type;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFD;
        record[4] = 1;
        record[10] = 77;
        record[12] = (byte) bodyBytes;
        return record;
    }
}
