package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.ConfigurationTable;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.server.config.Settings;
import io.ringway.server.logging.LogSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code demo} and {@code run} have in common: configure, start, serve until told to stop. */
abstract class ServerCommand implements Callable<Integer> {

    private final SettingCatalog catalog;
    private final Map<String, String> environment;
    private final Supplier<ServerProcess> server;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Reads settings from FILE instead of RINGWAY_CONFIG or ./ringway.properties.")
    private @Nullable Path config;

    @Option(
            names = "--print-config",
            description = "Shows every setting, its value and where that came from, and ends.")
    private boolean printConfig;

    @Option(
            names = "--check",
            description = "Starts as configured, then stops at once: tries ports, folders, files.")
    private boolean check;

    ServerCommand(
            SettingCatalog catalog,
            Map<String, String> environment,
            Supplier<ServerProcess> server) {
        this.catalog = catalog;
        this.environment = environment;
        this.server = server;
    }

    /** Lays the command's own values over the defaults. */
    abstract void preset(SettingLayers layers);

    @Override
    public final Integer call() throws InterruptedException {
        Settings settings = settings();
        Configuration configuration = Configuration.of(settings);
        PrintWriter out = spec.commandLine().getOut();
        if (printConfig) {
            ConfigurationTable.print(settings, out);
            out.flush();
            return 0;
        }
        LogSetup.apply(configuration.log());
        RunningServer running =
                new RunningServer(server.get(), configuration.operation().shutdownTimeoutNs());
        out.println(running.start(configuration));
        out.flush();
        if (check) {
            running.stop();
        } else {
            running.awaitShutdown();
        }
        return 0;
    }

    private Settings settings() {
        Map<String, String> flags =
                SettingOptions.given(spec.commandLine().getParseResult(), catalog);
        return new SettingSources(catalog, environment).resolve(this::preset, config, flags);
    }
}
