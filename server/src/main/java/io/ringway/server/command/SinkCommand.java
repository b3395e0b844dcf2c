package io.ringway.server.command;

import io.ringway.server.SinkStarter;
import io.ringway.server.config.LogSettings;
import io.ringway.server.logging.LogSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringway sink}: the embedded StreamingDataManager alone. */
@Command(
        name = "sink",
        description = {
            "Runs the sample speech service alone: a gRPC server that writes a WAV file for each call.",
            "Point a server at it by \"ringway run --speech-target=HOST:PORT\"."
        })
final class SinkCommand implements Callable<Integer> {

    private final SinkStarter starter;
    private final Map<String, String> environment;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen-address",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String listenAddress = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "50051",
            description = "TCP port, 0 for a free one (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--sink-dir",
            paramLabel = "FOLDER",
            description = "Folder for WAV files (default RINGWAY_SINK_DIR, else sink).")
    private String folder = "";

    @Option(
            names = "--reply",
            paramLabel = "FILE",
            description = "WAV or Ogg/Opus file to play into each call when it starts.")
    private @Nullable Path reply;

    SinkCommand(SinkStarter starter, Map<String, String> environment) {
        this.starter = starter;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        LogSetup.apply(new LogSettings(LogSettings.Format.AUTO, LogSettings.Level.INFO));
        SinkStarter.Sink sink = starter.start(listenAddress, port, folder(), reply);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("ringway sink ready: speech-target %s:%d%n", listenAddress, sink.port());
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(sink, stopped), "shutdown");
        Runtime.getRuntime().addShutdownHook(stop);
        stopped.await();
        return 0;
    }

    private Path folder() {
        if (!folder.isEmpty()) {
            return Path.of(folder);
        }
        String named = environment.getOrDefault("RINGWAY_SINK_DIR", "");
        return Path.of(named.isEmpty() ? "sink" : named);
    }

    private static void stop(SinkStarter.Sink sink, CountDownLatch stopped) {
        try {
            sink.close();
        } finally {
            stopped.countDown();
        }
    }
}
