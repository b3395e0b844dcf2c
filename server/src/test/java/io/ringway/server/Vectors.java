package io.ringway.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds test data written by others, which lives beside the project and is never copied into it.
 */
public final class Vectors {

    private Vectors() {}

    /**
     * A folder of vectors; the calling test is skipped with a message when it is not there.
     *
     * @param name folder below {@code vectors}, e.g. {@code srtp}
     */
    public static Path dir(String name) {
        String override = System.getenv("RINGWAY_VECTORS");
        Path vectors =
                override == null || override.isEmpty()
                        ? Path.of(System.getProperty("ringway.root", "."), "../shared/vectors")
                        : Path.of(override);
        Path dir = vectors.resolve(name).normalize();
        assumeTrue(
                Files.isDirectory(dir),
                () -> "SKIPPED: no vectors at " + dir + "; put them there or set RINGWAY_VECTORS");
        return dir;
    }
}
