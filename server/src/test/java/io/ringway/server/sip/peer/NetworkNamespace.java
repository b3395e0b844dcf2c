package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network of its own for programs that find none on loopback, with a cable to this machine. The
 * two addresses exist only as long as it does.
 */
final class NetworkNamespace implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String HERE = "10.211.77.1";
    private static final String THERE = "10.211.77.2";

    private final Path folder;
    private final String name;

    private NetworkNamespace(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Makes one; skips the calling test, saying why, where that is not allowed. */
    static NetworkNamespace make(PeerFolder peers) throws Exception {
        Tool.assumeInstalled(Tool.IP);
        String name = "rw" + ProcessHandle.current().pid();
        NetworkNamespace made = new NetworkNamespace(peers.path(), name);
        try {
            made.ip("netns add " + name);
        } catch (AssertionError e) {
            abort("SKIPPED: no network namespace may be made here: " + e.getMessage());
        }
        try {
            made.connect();
            return made;
        } catch (Exception | AssertionError e) {
            made.close();
            throw e;
        }
    }

    private void connect() throws Exception {
        ip("link add %sh type veth peer name %sn netns %s".formatted(name, name, name));
        ip("addr add " + HERE + "/30 dev " + name + "h");
        ip("link set " + name + "h up");
        ip("-n " + name + " addr add " + THERE + "/30 dev " + name + "n");
        ip("-n " + name + " link set " + name + "n up");
        ip("-n " + name + " link set lo up");
        ip("-n " + name + " route add default via " + HERE);
    }

    private void ip(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Tool.IP.path()));
        command.addAll(Arrays.asList(arguments.split(" ")));
        ToolProcess.run(folder, "ip", LIMIT, command);
    }

    /** This machine's end of the cable. */
    String here() {
        return HERE;
    }

    /** The other end. */
    String there() {
        return THERE;
    }

    /** A command as it is run in there. */
    List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of(Tool.IP.path(), "netns", "exec", name));
        all.addAll(command);
        return all;
    }

    @Override
    public void close() throws IOException {
        try {
            ip("netns del " + name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + name + " is deleted");
        }
    }
}
