package io.ringway.server.dial;

import io.ringway.server.sip.peer.FreePort;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole Ringway on loopback, with users, to be called by SIP. */
public final class DialledServer implements AutoCloseable {

    /** Of the user {@code alice}, who may call when she proves to be it. */
    static final String PASSWORD = "very-secret";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestServer server;
    private final Map<String, Integer> ports;

    private DialledServer(TestServer server, Map<String, Integer> ports) {
        this.server = server;
        this.ports = ports;
    }

    /** Starts one that echoes {@code echo} and refuses all else. */
    public static DialledServer start(Path folder) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("sip", "true");
        settings.put("sip-listen-address", "127.0.0.1");
        settings.put("sip-listen-port", Integer.toString(FreePort.next()));
        Map<String, Integer> ports = new HashMap<>();
        for (String transport : List.of("tls", "ws", "wss")) {
            ports.put(transport, FreePort.next());
            settings.put("sip-" + transport + "-port", ports.get(transport).toString());
        }
        settings.put(
                "routes-file",
                Files.write(folder.resolve("routes.conf"), List.of("to:echo -> echo")).toString());
        settings.put(
                "sip-users-file",
                Files.write(
                                folder.resolve("users.conf"),
                                List.of("[alice]", "password=" + PASSWORD))
                        .toString());
        return new DialledServer(TestServer.start(folder, settings), ports);
    }

    /** A user's address, by UDP. */
    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + server.sipPort();
    }

    /** A user's address by tls, ws or wss. */
    String uri(String user, String transport) {
        return "sip:%s@127.0.0.1:%d;transport=%s".formatted(user, ports.get(transport), transport);
    }

    /** Waits until no call is left. */
    void awaitIdle() throws Exception {
        Await.until(
                "no call is left",
                LIMIT,
                () -> server.metric("ringway_active_sessions"),
                n -> n == 0);
    }

    @Override
    public void close() {
        server.close();
    }
}
