package io.ringway.signaling.route;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.CallParties;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded rules of words that belong and words that do not: a table or problems, nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RouteSyntaxFuzzTest {

    private static final long SEED = 20_261_122L;
    private static final RouteNames NAMES = new RouteNames(Set.of("a"), Set.of("t"));
    private static final List<String> WORDS =
            List.of(
                    "to:",
                    "from:",
                    "via:",
                    "*",
                    "1XX",
                    "[2-5",
                    "]",
                    ".",
                    "!",
                    ",",
                    " ",
                    " ",
                    " ->",
                    " -> ",
                    "echo",
                    "user",
                    "user:a",
                    "trunk:t",
                    " strip:2",
                    " ring:9s",
                    "sip:x@y",
                    "normalize ",
                    "00",
                    "+",
                    "@users",
                    "refuse:busy",
                    ":",
                    "\u0000",
                    "\ud83d");

    private final Random random = new Random(SEED);

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            line.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return random.nextInt(3) == 0 ? "to:" + line + " -> echo" : line.toString();
    }

    @Test
    void shouldReadOrRefuse() {
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            String line = line();
            try {
                RouteTable table = RouteTable.parse("fuzz", List.of(line), NAMES);
                CallParties parties = new CallParties(line, "", line, "", "");
                assertNotNull(table.route(parties), line);
                read++;
            } catch (RouteSyntaxException e) {
                assertTrue(e.problems().getFirst().startsWith("fuzz:1: "), line);
            }
        }
        assertTrue(read > 500 && read < 29_500, "rules read: " + read);
    }
}
