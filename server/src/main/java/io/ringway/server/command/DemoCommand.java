package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ringway demo}. */
@Command(
        name = "demo",
        sortOptions = false,
        description =
                "Starts a server with a page to try it: talk, hear yourself, see levels, play the recording.",
        synopsisHeading = "Usage: ",
        customSynopsis =
                "ringway demo [--config=FILE] [--SETTING=VALUE]... [--print-config] [--check]")
final class DemoCommand extends ServerCommand {

    DemoCommand(
            SettingCatalog catalog,
            Map<String, String> environment,
            Supplier<ServerProcess> server) {
        super(catalog, environment, server);
    }

    @Override
    void preset(SettingLayers layers) {
        layers.preset("/ringway-demo.properties", "demo");
    }
}
