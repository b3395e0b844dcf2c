package io.ringway.server.sip.peer;

import io.ringway.server.system.Await;
import io.ringway.server.system.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Kamailio in front of a server: registrar of the phones, proxy of their calls. */
final class Kamailio implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final ToolProcess process;
    private final int port;

    private Kamailio(ToolProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the calling test when it, or what it needs for all its edges, is not there. */
    static void assumeInstalled() {
        Tool.assumeInstalled(
                Tool.KAMAILIO, Tool.KAMAILIO_TLS, Tool.KAMAILIO_WEBSOCKET, Tool.OPENSSL);
    }

    /**
     * Starts one.
     *
     * @param serverPort where whoever is not registered is asked for
     * @param serverTransport udp or tcp: how it speaks to the server
     * @param passwords of users that must have one
     */
    static Kamailio start(
            PeerFolder peers, int serverPort, String serverTransport, Map<String, String> passwords)
            throws Exception {
        return start(peers, serverPort, serverTransport, passwords, "");
    }

    /**
     * One whose TLS serves those only who show a certificate.
     *
     * @param clients file of certificates; one of them, or one an authority among them made
     */
    static Kamailio demandingCertificates(PeerFolder peers, int serverPort, Path clients)
            throws Exception {
        String demand =
                """
                modparam("tls", "verify_certificate", 1)
                modparam("tls", "require_certificate", 1)
                modparam("tls", "ca_list", "%s")
                """
                        .formatted(clients);
        return start(peers, serverPort, "udp", Map.of("alice", "secret"), demand);
    }

    private static Kamailio start(
            PeerFolder peers,
            int serverPort,
            String serverTransport,
            Map<String, String> passwords,
            String demand)
            throws Exception {
        Path folder = peers.folder("kamailio");
        int port = FreePort.firstOf(3);
        TestCertificate.make(folder, "127.0.0.1");
        Path config = folder.resolve("kamailio.cfg");
        Map<String, String> words =
                Map.of(
                        "port", Integer.toString(port),
                        "server-port", Integer.toString(serverPort),
                        "server-transport", serverTransport,
                        "tls-port", Integer.toString(port + 1),
                        "websocket-port", Integer.toString(port + 2),
                        "folder", folder.toString(),
                        "passwords", statements(passwords),
                        "tls-demand", demand);
        Files.writeString(config, filled(Chromium.resource("/sip/kamailio.cfg"), words));
        ToolProcess process =
                ToolProcess.start(
                        folder,
                        "kamailio",
                        List.of(
                                Tool.KAMAILIO.path(),
                                "-DD",
                                "-E",
                                "-m",
                                "32",
                                "-M",
                                "8",
                                "-Y",
                                folder.toString(),
                                "-f",
                                config.toString()));
        Kamailio kamailio = new Kamailio(process, port);
        try {
            kamailio.awaitListening();
            return kamailio;
        } catch (Exception | AssertionError e) {
            process.close();
            throw e;
        }
    }

    private static String statements(Map<String, String> passwords) {
        return passwords.entrySet().stream()
                .map(e -> "    $sht(password=>%s) = \"%s\";".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String filled(String template, Map<String, String> words) {
        String text = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return text;
    }

    private void awaitListening() throws Exception {
        Await.until(
                "kamailio listens on " + port + process.tail(),
                START_LIMIT,
                () -> ready() || !process.running(),
                over -> over);
        if (!process.running()) {
            throw new AssertionError("kamailio does not start" + process.tail());
        }
    }

    /** The WebSocket's port is the last it opens. */
    private boolean ready() throws IOException {
        return ListeningPorts.has(port) && ListeningPorts.has(port + 2);
    }

    /** The domain of its users, for UDP and TCP. */
    String domain() {
        return "127.0.0.1:" + port;
    }

    /** The domain of its users, for TLS. */
    String tlsDomain() {
        return "127.0.0.1:" + (port + 1);
    }

    int port() {
        return port;
    }

    String webSocketUrl() {
        return "ws://127.0.0.1:" + (port + 2);
    }

    /** The certificate its TLS shows. */
    static Path certificate(PeerFolder peers) {
        return peers.file("kamailio").resolve("certificate.pem");
    }

    String tail() {
        return process.tail();
    }

    @Override
    public void close() {
        process.close();
    }
}
