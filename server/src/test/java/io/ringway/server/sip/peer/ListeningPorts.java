package io.ringway.server.sip.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** IPv4 ports that some process of this machine has bound, as the kernel tells them. */
final class ListeningPorts {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/tcp"));

    private ListeningPorts() {}

    /** Whether a datagram to the port, or a connection, would find somebody. */
    static boolean has(int port) throws IOException {
        String local = ":%04X ".formatted(port).toUpperCase(Locale.ROOT);
        for (Path table : TABLES) {
            try (Stream<String> lines = Files.lines(table)) {
                if (lines.anyMatch(line -> isLocal(line, local))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The second field is the local address, the fourth the state; 01 is a connection. */
    private static boolean isLocal(String line, String local) {
        String[] fields = line.strip().split("\\s+", 5);
        return fields.length == 5
                && (fields[1] + " ").endsWith(local)
                && !fields[3].equals("01")
                && !fields[3].equals("06");
    }
}
