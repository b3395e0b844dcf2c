package io.ringway.server.command;

import io.ringway.server.StartupException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Help for {@code ringway test}, which the launcher runs itself: it needs the source tree. */
@Command(
        name = "test",
        description = {
            "Runs every test and the linters, and prints the totals last.",
            "Installs what tests need when it may (root on Debian), else says what to install."
        })
final class TestCommand implements Runnable {

    @Parameters(
            paramLabel = "MAVEN-ARGUMENT",
            arity = "0..*",
            description = "Passed on to Maven, like -Dtest=ConfigurationTest.")
    private String[] arguments = {};

    @Override
    public void run() {
        throw new StartupException(
                "test needs the source tree: run ./ringway test %s there"
                        .formatted(String.join(" ", arguments)),
                null);
    }
}
