package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.wiring.BackgroundPriority.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What calls are spared of the virtual machine's own work. */
@Timeout(60)
class BackgroundPriorityTest {

    @Test
    void shouldLowerTheCompilersOnly() throws IOException {
        List<Integer> compilers = Work.COMPILING.threads();
        assertFalse(compilers.isEmpty());
        // Nobody unprivileged can take it back, so it is the least that can be seen.
        assertTrue(BackgroundPriority.lower(1, Work.COMPILING) > 0);
        for (int thread : compilers) {
            assertEquals(1, nice(Path.of("/proc/self/task/" + thread)), () -> "thread " + thread);
        }
        assertEquals(0, nice(Path.of("/proc/thread-self")));
    }

    @Test
    void shouldLeaveThemAloneWhenToldSo() {
        assertEquals(0, BackgroundPriority.lower(0, Work.COMPILING, Work.COLLECTING));
    }

    /** In a process of its own, as only some collectors work beside the program. */
    @Test
    void shouldLowerWhatCollectsTheHeapBesideTheProgram() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseZGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Lowering.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(
                said.matches("lowered ([4-9]|\\d\\d+), niceness \\[2\\], compilers \\[0\\]\n"),
                said);
    }

    /** What that process does. */
    static final class Lowering {

        private Lowering() {}

        public static void main(String[] arguments) throws IOException {
            int lowered = BackgroundPriority.lower(2, Work.COLLECTING);
            System.out.printf(
                    "lowered %d, niceness %s, compilers %s%n",
                    lowered, niceness(Work.COLLECTING), niceness(Work.COMPILING));
        }

        private static Set<Integer> niceness(Work work) throws IOException {
            Set<Integer> found = new TreeSet<>();
            for (int thread : work.threads()) {
                found.add(nice(Path.of("/proc/self/task/" + thread)));
            }
            return found;
        }
    }

    /** The 19th field of stat, counted from behind the name, which may hold blanks. */
    private static int nice(Path thread) throws IOException {
        String stat = Files.readString(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
