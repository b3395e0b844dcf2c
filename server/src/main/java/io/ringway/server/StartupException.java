package io.ringway.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is one line that says what to do about it. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A port that cannot be bound. */
    public static StartupException portUnusable(
            String setting, String address, int port, Throwable cause) {
        return new StartupException(
                "%s: cannot listen on %s port %d (%s); stop what uses it, or set --%s to another port or to 0"
                        .formatted(setting, address, port, reason(cause), setting),
                cause);
    }

    /**
     * Makes a folder and sees that files can be made in it.
     *
     * @throws StartupException when they cannot
     */
    public static void requireWritable(String setting, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".ringway", ".probe"));
        } catch (IOException e) {
            throw new StartupException(
                    "%s: cannot write in %s (%s); make it writable for this user, or set --%s to another folder"
                            .formatted(setting, folder.toAbsolutePath(), reason(e), setting),
                    e);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
    }
}
