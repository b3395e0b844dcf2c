package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.TlsServerCredentials;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TlsTargetTest {

    @TempDir private Path dir;
    private Path certificate;
    private Path key;

    @BeforeEach
    void makeCertificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=localhost");
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minusSeconds(3_600)),
                        Date.from(now.plusSeconds(3_600)),
                        name,
                        pair.getPublic());
        var localhost = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
        builder.addExtension(Extension.subjectAlternativeName, false, localhost);
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        certificate = Files.writeString(dir.resolve("cert.pem"), pem(builder.build(signer)));
        key = Files.writeString(dir.resolve("key.pem"), pem(pair.getPrivate()));
    }

    private static String pem(Object object) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    object instanceof java.security.PrivateKey k
                            ? new org.bouncycastle.util.io.pem.PemObject(
                                    "PRIVATE KEY", k.getEncoded())
                            : object);
        }
        return text.toString();
    }

    private SpeechServer startServer() throws Exception {
        return SpeechServer.start(TlsServerCredentials.create(certificate.toFile(), key.toFile()));
    }

    @Test
    void shouldConnectToATrustedTarget() throws Exception {
        try (SpeechServer server = startServer();
                Shard shard = new Shard(Shard.settings(server.port()).withTls(certificate))) {
            shard.awaitConnected();
            assertTrue(server.next().hasHello());
        }
    }

    @Test
    void shouldNotConnectToAnUntrustedOne() throws Exception {
        Path trusted = Files.copy(certificate, dir.resolve("other.pem"));
        makeCertificate();
        try (SpeechServer server = startServer();
                Shard shard = new Shard(Shard.settings(server.port()).withTls(trusted))) {
            shard.pass(Shard.PACKET_NS);
            shard.await(() -> shard.forwarder.attempts() > 3);
            assertFalse(shard.forwarder.connected());
            assertEquals(0, server.messagesReceived());
        }
    }

    /** The certificate is trusted, but it is not of who was asked for. */
    @Test
    void shouldNotConnectToOneOfAnotherName() throws Exception {
        try (SpeechServer server = startServer()) {
            var address = new ForwarderSettings.Target("127.0.0.1", server.port());
            ForwarderSettings settings = ForwarderSettings.of("node-1", address);
            try (Shard shard = new Shard(settings.withTls(certificate))) {
                shard.await(() -> shard.forwarder.attempts() > 2);
                assertFalse(shard.forwarder.connected());
                assertEquals(0, server.messagesReceived());
            }
        }
    }

    @Test
    void shouldNameAFileThatHoldsNoCertificates() throws Exception {
        Path words = Files.writeString(dir.resolve("words.pem"), "trust everybody");
        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Shard(Shard.settings(1).withTls(words)));
        assertTrue(String.valueOf(e.getMessage()).contains("words.pem, which "), e::toString);
    }

    @Test
    void shouldNameCertificatesThatCannotBeRead() {
        Path missing = dir.resolve("missing.pem");
        ForwarderSettings settings = Shard.settings(1).withTls(missing);
        var e = assertThrows(IllegalArgumentException.class, () -> new Shard(settings));
        assertTrue(String.valueOf(e.getMessage()).contains("missing.pem"), e::toString);
    }
}
