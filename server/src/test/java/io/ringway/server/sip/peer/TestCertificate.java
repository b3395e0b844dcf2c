package io.ringway.server.sip.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A certificate that only who is told to trusts, as OpenSSL makes it. */
public final class TestCertificate {

    private TestCertificate() {}

    /**
     * Makes {@code certificate.pem} and {@code key.pem} in a folder.
     *
     * @param address of the host it is for
     */
    public static void make(Path folder, String address) throws Exception {
        ToolProcess.run(
                folder,
                "openssl",
                Duration.ofSeconds(20),
                List.of(
                        Tool.OPENSSL.path(),
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + address,
                        "-addext",
                        "subjectAltName=IP:" + address,
                        "-keyout",
                        "key.pem",
                        "-out",
                        "certificate.pem"));
    }
}
