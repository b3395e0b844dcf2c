package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key agreement with OpenSSL, which has to export the very same key material. */
@Timeout(60)
class DtlsOpenSslSystemTest {

    private static final String[] P256 = {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
    private static final String[] RSA = {"rsa:2048"};

    @TempDir private Path dir;

    @BeforeEach
    void needOpenSsl() throws Exception {
        OpenSslPeer.assumeInstalled();
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.SrtpProfile#ofDtls")
    void shouldServeOpenSsl(SrtpProfile profile) throws Exception {
        serveOpenSsl(profile, P256);
    }

    @Test
    void shouldServeAClientWithAnRsaCertificate() throws Exception {
        serveOpenSsl(SrtpProfile.AEAD_AES_128_GCM, RSA);
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.SrtpProfile#ofDtls")
    void shouldBeServedByOpenSsl(SrtpProfile profile) throws Exception {
        beServedByOpenSsl(profile, P256);
    }

    @Test
    void shouldBeServedByAServerWithAnRsaCertificate() throws Exception {
        beServedByOpenSsl(SrtpProfile.AEAD_AES_128_GCM, RSA);
    }

    private void serveOpenSsl(SrtpProfile profile, String... newKey) throws Exception {
        CertificateFingerprint theirs = OpenSslPeer.certify(dir, newKey);
        Counters counters = new Counters();
        Party server = new Party();
        try (DtlsEngine engine =
                Engines.of(DtlsSettings.defaults().withProfiles(SrtpProfile.ofDtls()), counters)) {
            var association = engine.start(DtlsRole.SERVER, List.of(theirs), server);
            try (UdpWire wire = new UdpWire(association::give);
                    OpenSslPeer peer = openssl("s_client", profile, "-connect", wire.port())) {
                server.sendTo(wire::send);
                SrtpKeys keys = Party.await(server.keys);
                assertEquals(profile, keys.profile());
                assertEquals(
                        hex(keys.remoteKey(), keys.localKey(), keys.remoteSalt(), keys.localSalt()),
                        exported(peer));
                peer.type("a data channel would say something here");
                while (counters.total(Counter.DROP_DTLS_APPLICATION_DATA) == 0) {
                    Thread.onSpinWait();
                }
                peer.type("Q");
                assertTrue(Party.await(server.closed));
            }
        }
    }

    private void beServedByOpenSsl(SrtpProfile profile, String... newKey) throws Exception {
        CertificateFingerprint theirs = OpenSslPeer.certify(dir, newKey);
        Party client = new Party();
        int port = freePort();
        try (DtlsEngine engine = Engines.of(profile);
                OpenSslPeer peer = openssl("s_server", profile, "-accept", port)) {
            peer.await("ACCEPT");
            var association = engine.start(DtlsRole.CLIENT, List.of(theirs), client);
            try (UdpWire wire = new UdpWire(association::give)) {
                wire.connect(port);
                client.sendTo(wire::send);
                SrtpKeys keys = Party.await(client.keys);
                assertEquals(profile, keys.profile());
                assertEquals(
                        hex(keys.localKey(), keys.remoteKey(), keys.localSalt(), keys.remoteSalt()),
                        exported(peer));
                association.close();
            }
        }
    }

    private OpenSslPeer openssl(String command, SrtpProfile profile, String option, int port)
            throws IOException {
        String verify = command.equals("s_server") ? "-Verify" : "-verify";
        return OpenSslPeer.run(
                command,
                "-dtls1_2",
                option,
                "127.0.0.1:" + port,
                verify,
                "1",
                "-use_srtp",
                nameOf(profile),
                "-cert",
                dir.resolve("cert.pem").toString(),
                "-key",
                dir.resolve("key.pem").toString(),
                "-keymatexport",
                "EXTRACTOR-dtls_srtp",
                "-keymatexportlen",
                String.valueOf(2 * (profile.keyBytes() + profile.saltBytes())));
    }

    private static String exported(OpenSslPeer peer) throws InterruptedException {
        return peer.await("Keying material: ").replaceAll(".*: ", "").trim();
    }

    private static String nameOf(SrtpProfile profile) {
        return switch (profile) {
            case AEAD_AES_128_GCM -> "SRTP_AEAD_AES_128_GCM";
            case AEAD_AES_256_GCM -> "SRTP_AEAD_AES_256_GCM";
            case AES128_CM_HMAC_SHA1_80 -> "SRTP_AES128_CM_SHA1_80";
            case AES128_CM_HMAC_SHA1_32 -> "SRTP_AES128_CM_SHA1_32";
            case AES256_CM_HMAC_SHA1_80, AES256_CM_HMAC_SHA1_32 ->
                    throw new IllegalArgumentException(profile + " is not for DTLS");
        };
    }

    private static String hex(byte[]... parts) {
        StringBuilder hex = new StringBuilder();
        for (byte[] part : parts) {
            hex.append(HexFormat.of().withUpperCase().formatHex(part));
        }
        return hex.toString();
    }

    private static int freePort() {
        try (DatagramSocket probe =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
