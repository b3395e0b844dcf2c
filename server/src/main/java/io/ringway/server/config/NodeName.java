package io.ringway.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host calls itself, without asking a name server. */
final class NodeName {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private NodeName() {}

    /** The kernel's host name, else {@code HOSTNAME}, else {@code ringway}. */
    static String ofHost() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException notLinux) {
            String exported = System.getenv("HOSTNAME");
            return exported == null || exported.isBlank() ? "ringway" : exported;
        }
    }
}
