package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.SinkStarter;
import io.ringway.server.config.SettingCatalog;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Every subcommand, put together. */
public final class CommandTree {

    private final CommandLine root;

    /**
     * @param server makes the server that {@code demo} and {@code run} start
     * @param environment variables settings may come from
     */
    public CommandTree(
            Supplier<ServerProcess> server, SinkStarter sink, Map<String, String> environment) {
        SettingCatalog catalog = SettingCatalog.load();
        RingwayCommand options = new RingwayCommand();
        root = new CommandLine(options);
        root.addSubcommand(serverCommand(catalog, new DemoCommand(catalog, environment, server)));
        root.addSubcommand(serverCommand(catalog, new RunCommand(catalog, environment, server)));
        root.addSubcommand(new TestCommand());
        root.addSubcommand(new CallCommand());
        root.addSubcommand(new DialCommand(environment));
        root.addSubcommand(new SinkCommand(sink, environment));
        root.addSubcommand(new RouteCommand(catalog, environment));
        root.addSubcommand(new TrainCommand(catalog, server));
        root.addSubcommand(new BenchCommand());
        root.addSubcommand(new StatCommand());
        standardOptions(root);
        root.getSubcommands().values().forEach(CommandTree::standardOptions);
        root.setUsageHelpAutoWidth(true);
        root.setExecutionExceptionHandler(new FailureReport(options));
        root.setParameterExceptionHandler(FailureReport::usage);
    }

    private static void standardOptions(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version()).mixinStandardHelpOptions(true);
    }

    private static CommandLine serverCommand(SettingCatalog catalog, ServerCommand command) {
        CommandLine line = new CommandLine(command);
        SettingOptions.addTo(line.getCommandSpec(), catalog);
        return line;
    }

    /** Runs what the arguments ask for, until it ends. */
    public int execute(String... args) {
        return root.execute(args);
    }

    /** Where usage and reports go; standard output and error unless told otherwise. */
    CommandLine line() {
        return root;
    }
}
