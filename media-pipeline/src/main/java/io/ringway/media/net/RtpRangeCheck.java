package io.ringway.media.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an operator should know about the RTP port range before calls come. */
public final class RtpRangeCheck {

    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Path RESERVED = Path.of("/proc/sys/net/ipv4/ip_local_reserved_ports");

    private RtpRangeCheck() {}

    /**
     * Looks at the system's settings.
     *
     * @return one line for each thing to be put right; empty when all is well, or the system does
     *     not tell
     */
    public static List<String> warnings(RtpPortSettings settings, int mediaPort) {
        return warnings(settings, mediaPort, read(EPHEMERAL), read(RESERVED));
    }

    /**
     * @param ephemeral first and last port the system gives to clients, or empty
     * @param reserved ports it does not give to them: a list of numbers and ranges, or empty
     */
    static List<String> warnings(
            RtpPortSettings settings, int mediaPort, String ephemeral, String reserved) {
        List<String> warnings = new ArrayList<>();
        if (mediaPort >= settings.minPort() && mediaPort <= settings.maxPort()) {
            warnings.add(
                    "media port %d lies in the RTP range %d to %d; its pair is left out"
                            .formatted(mediaPort, settings.minPort(), settings.maxPort()));
        }
        String[] bounds = ephemeral.trim().split("\\s+");
        if (bounds.length == 2) {
            int from = Math.max(settings.minPort(), Integer.parseInt(bounds[0]));
            int to = Math.min(settings.maxPort(), Integer.parseInt(bounds[1]));
            if (from <= to && !reserves(reserved, from, to)) {
                warnings.add(
                        "RTP ports %d to %d may be taken by any client on this host; reserve them: "
                                        .formatted(from, to)
                                + "sysctl net.ipv4.ip_local_reserved_ports=%d-%d"
                                        .formatted(from, to));
            }
        }
        return warnings;
    }

    private static boolean reserves(String reserved, int from, int to) {
        for (String part : reserved.trim().split(",")) {
            String[] bounds = part.trim().split("-");
            boolean range = bounds.length == 2;
            if (range && Integer.parseInt(bounds[0]) <= from && Integer.parseInt(bounds[1]) >= to) {
                return true;
            }
        }
        return false;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
