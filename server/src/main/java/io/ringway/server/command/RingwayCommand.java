package io.ringway.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ringway} itself: options of every subcommand. */
@Command(
        name = "ringway",
        description = "A media server for calls: browsers in, clean speech out.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "\"ringway demo\" is where to begin; \"ringway COMMAND --help\" says more."})
final class RingwayCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows stack traces of failures.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
