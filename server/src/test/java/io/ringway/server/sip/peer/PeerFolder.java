package io.ringway.server.sip.peer;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;

/**
 * Where the peers of one test keep configuration, sound and what they say: {@code target/sip},
 * which outlives the test so that a failure can be understood.
 */
record PeerFolder(Path path) {

    /** The number a parameterized test's name begins with; other names are of no use. */
    private static final Pattern RUN = Pattern.compile("\\[(\\d+)]");

    /** An empty one for a test, or for a whole class when asked before all of its tests. */
    static PeerFolder of(TestInfo test) throws IOException {
        String type = test.getTestClass().orElseThrow().getSimpleName();
        String method = test.getTestMethod().map(Method::getName).orElse("all");
        Matcher run = RUN.matcher(test.getDisplayName());
        String name = method + (run.lookingAt() ? "-" + run.group(1) : "");
        Path path = Path.of("target", "sip", type, name).toAbsolutePath();
        clear(path);
        return new PeerFolder(Files.createDirectories(path));
    }

    /** A folder in it. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    private static void clear(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
