package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program of others that a test needs, and the Debian package it is in. */
enum Tool {
    SIPP("/usr/bin/sipp", "sip-tester"),
    BARESIP("/usr/bin/baresip", "baresip-core"),
    KAMAILIO("/usr/sbin/kamailio", "kamailio"),
    KAMAILIO_TLS("/usr/lib/x86_64-linux-gnu/kamailio/modules/tls.so", "kamailio-tls-modules"),
    KAMAILIO_WEBSOCKET(
            "/usr/lib/x86_64-linux-gnu/kamailio/modules/websocket.so",
            "kamailio-websocket-modules"),
    LINPHONE("/usr/bin/linphonec", "linphone-cli"),
    IP("/usr/sbin/ip", "iproute2"),
    OPENSSL("/usr/bin/openssl", "openssl"),
    NPM("/usr/bin/npm", "npm");

    private final Path file;
    private final String debianPackage;

    Tool(String file, String debianPackage) {
        this.file = Path.of(file);
        this.debianPackage = debianPackage;
    }

    /** Skips the calling test, saying what to install, when one of them is not there. */
    static void assumeInstalled(Tool... tools) {
        for (Tool tool : tools) {
            assumeTrue(
                    Files.isReadable(tool.file),
                    () ->
                            "SKIPPED: no %s here; apt-get install -y %s"
                                    .formatted(tool.file, tool.debianPackage));
        }
    }

    /** The program's path. */
    String path() {
        return file.toString();
    }
}
