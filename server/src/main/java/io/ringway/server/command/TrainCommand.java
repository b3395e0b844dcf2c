package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.StartupException;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.server.logging.LogSetup;
import io.ringway.server.training.TrainingCalls;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringway train}: a server, called for some seconds, from which the JVM learns. */
@Command(
        name = "train",
        description = {
            "Starts a server that only this host reaches, calls it for some seconds and ends it.",
            "The launcher keeps what the JVM learned (classes it loaded, above all) beside the jar,"
                    + " so that later starts are quick. It does so by itself where it may write;"
                    + " images do it when they are built."
        })
final class TrainCommand implements Callable<Integer> {

    private static final int BROWSERS = 16;
    private static final int SECONDS = 6;

    private final SettingCatalog catalog;
    private final Supplier<ServerProcess> server;

    @Spec private CommandSpec spec = CommandSpec.create();

    TrainCommand(SettingCatalog catalog, Supplier<ServerProcess> server) {
        this.catalog = catalog;
        this.server = server;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("ringway-training");
            try {
                return report(train(folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new StartupException("training failed: " + e.getMessage(), e);
        }
    }

    /** What went wrong. */
    private List<String> train(Path folder) throws IOException, InterruptedException {
        Configuration configuration = configuration(folder);
        LogSetup.apply(configuration.log());
        ServerProcess process = server.get();
        RunningServer running =
                new RunningServer(process, configuration.operation().shutdownTimeoutNs());
        running.start(configuration);
        try {
            return new TrainingCalls(
                            process.httpPort(), process.sipPort(), folder, BROWSERS, SECONDS)
                    .run();
        } finally {
            running.stop();
        }
    }

    /** Nobody's settings but its own. */
    private Configuration configuration(Path folder) {
        SettingLayers layers = new SettingLayers(catalog);
        layers.preset("/ringway-training.properties", "training");
        layers.flags(
                Map.of(
                        "sink-dir", folder.resolve("sink").toString(),
                        "recording-dir", folder.resolve("conversations").toString()));
        return Configuration.of(layers.resolve());
    }

    private int report(List<String> failures) {
        PrintWriter err = spec.commandLine().getErr();
        failures.forEach(failure -> err.println("ringway: " + failure.strip()));
        err.flush();
        return failures.isEmpty() ? 0 : 1;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
