package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ringway run}. */
@Command(
        name = "run",
        sortOptions = false,
        description = "Starts a server for production.",
        synopsisHeading = "Usage: ",
        customSynopsis =
                "ringway run [--config=FILE] [--SETTING=VALUE]... [--print-config] [--check]")
final class RunCommand extends ServerCommand {

    RunCommand(
            SettingCatalog catalog,
            Map<String, String> environment,
            Supplier<ServerProcess> server) {
        super(catalog, environment, server);
    }

    @Override
    void preset(SettingLayers layers) {
        // The defaults are production's.
    }
}
