package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What calls are spared of the virtual machine's compilers. */
@Timeout(60)
class CompilerPriorityTest {

    @Test
    void shouldLowerTheCompilersOnly() throws IOException {
        List<Integer> compilers = CompilerPriority.compilers();
        assertFalse(compilers.isEmpty());
        // Nobody unprivileged can take it back, so it is the least that can be seen.
        assertTrue(CompilerPriority.lower(1) > 0);
        for (int thread : compilers) {
            assertEquals(1, nice(Path.of("/proc/self/task/" + thread)), () -> "thread " + thread);
        }
        assertEquals(0, nice(Path.of("/proc/thread-self")));
    }

    @Test
    void shouldLeaveThemAloneWhenToldSo() {
        assertEquals(0, CompilerPriority.lower(0));
    }

    /** The 19th field of stat, counted from behind the name, which may hold blanks. */
    private static int nice(Path thread) throws IOException {
        String stat = Files.readString(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
