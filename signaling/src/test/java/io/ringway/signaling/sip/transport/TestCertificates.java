package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.SelfSignedCertificate;
import io.ringway.signaling.http.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Certificates that are their own authority, as PEM files. */
final class TestCertificates {

    private TestCertificates() {}

    /** Writes {@code name.crt} and {@code name.key} into a directory. */
    static TlsSettings.PemPair write(Path directory, String name) throws Exception {
        SelfSignedCertificate made = SelfSignedCertificate.forThisHost();
        return new TlsSettings.PemPair(
                pem(
                        directory.resolve(name + ".crt"),
                        "CERTIFICATE",
                        made.certificate().getEncoded()),
                pem(
                        directory.resolve(name + ".key"),
                        "PRIVATE KEY",
                        made.privateKey().getEncoded()));
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
