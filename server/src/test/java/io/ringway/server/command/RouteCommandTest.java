package io.ringway.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandTree tree =
                new CommandTree(
                        () -> {
                            throw new IllegalStateException("no server in this test");
                        },
                        (address, port, files, reply) -> {
                            throw new StartupException("no sink in this test", null);
                        },
                        Map.of());
        tree.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return tree.execute(args);
    }

    @Test
    void shouldTellWhereACallGoesOutOfTheBox() {
        assertEquals(0, run("route", "echo"), err::toString);
        assertEquals(
                "built-in rules:1: to:echo -> echo\ngoes to echo: the caller hears itself\n",
                out.toString());
    }

    @Test
    void shouldExplainARefusal() {
        assertEquals(1, run("route", "4930", "--from=100", "--explain"), err::toString);
        assertEquals(
                """
                built-in rules:1: to:echo -> echo   no: to is '4930', which is not echo
                built-in rules:2: to:speech -> speech   no: to is '4930', which is not speech
                built-in rules:3: to:@users -> user   no: to is '4930', which is not @users
                built-in rules:4: * -> refuse:not-found
                goes to nobody: refused as not-found
                """,
                out.toString());
    }

    @Test
    void shouldTryRulesOfAFile() throws IOException {
        Path rules =
                Files.writeString(
                        folder.resolve("rules"),
                        "normalize 0 -> +49\n"
                                + "to:+4930. via:agent:* -> agent:a,sip:b@example.org ring:9s record\n");
        assertEquals(
                0,
                run("route", "030123", "--via=agent:x", "--routes-file=" + rules),
                err::toString);
        assertTrue(out.toString().startsWith("030123 is read as +4930123\n"), out.toString());
        assertTrue(
                out.toString().endsWith("goes to agent a, then sip:b@example.org, 9 s, recorded\n"),
                out.toString());
    }

    @Test
    void shouldNameTheLineOfARuleThatIsWrong() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules"), "to:a -> trunk:x\n");
        assertEquals(2, run("route", "a", "--routes-file=" + rules));
        assertEquals(
                "ringway: "
                        + rules
                        + ":1: there is no trunk 'x'; there is none in sip-trunks-file\n",
                err.toString());
    }
}
