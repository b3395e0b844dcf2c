package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** OpenSSL's command line as a foreign DTLS-SRTP peer. */
final class OpenSslPeer implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private volatile boolean closing;

    private OpenSslPeer(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static void assumeInstalled() throws Exception {
        boolean found;
        try {
            found = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "SKIPPED: no openssl; apt-get install openssl");
    }

    static OpenSslPeer run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments));
        return new OpenSslPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Makes a key and a self-signed certificate with OpenSSL; {@code newKey} as of its -newkey. */
    static CertificateFingerprint certify(Path dir, String... newKey) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("req", "-x509", "-nodes", "-newkey"));
        arguments.addAll(Arrays.asList(newKey));
        arguments.addAll(
                List.of(
                        "-subj",
                        "/CN=peer",
                        "-days",
                        "30",
                        "-keyout",
                        dir.resolve("key.pem").toString(),
                        "-out",
                        dir.resolve("cert.pem").toString()));
        try (OpenSslPeer req = run(arguments.toArray(String[]::new))) {
            req.process.waitFor();
        }
        try (OpenSslPeer x509 =
                run(
                        "x509",
                        "-noout",
                        "-fingerprint",
                        "-sha256",
                        "-in",
                        dir.resolve("cert.pem").toString())) {
            String line = x509.await("ingerprint=");
            return CertificateFingerprint.parse("sha-256 " + line.substring(line.indexOf('=') + 1));
        }
    }

    /** The first line that holds {@code text}. */
    String await(String text) throws InterruptedException {
        while (true) {
            String line = lines.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("openssl never said '" + text + "' but " + seen);
            }
            seen.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Types a line, which OpenSSL sends as application data; {@code Q} makes it say goodbye. */
    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        closing = true;
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            if (!closing) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
