package io.ringway.bench.load;

import io.ringway.server.config.LogSettings;
import io.ringway.server.logging.LogSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringway bench sink}: a speech service that takes the time of what it is sent. */
@Command(
        name = "ringway bench sink",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "A speech service that does nothing but take the time of what it is sent.",
            "Prints \"ready port=N\". Then lines on its standard input say what to do: \"reset\" counts"
                    + " anew, \"report\" prints a line of JSON, and the input's end prints one more and"
                    + " ends it."
        })
public final class LatencySinkCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen-address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String address = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "TCP port, 0 for a free one (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--times",
            paramLabel = "FILE",
            description = "The load generator's table of send times; it may be made later.")
    private @Nullable Path times;

    /** Run by the launcher. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LatencySinkCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
        try (LatencySink sink = LatencySink.start(new InetSocketAddress(address, port), times)) {
            say("ready port=" + sink.port());
            serve(sink);
        }
        return 0;
    }

    private void serve(LatencySink sink) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            switch (line.strip()) {
                case "reset" -> {
                    sink.reset();
                    say("{}");
                }
                case "report" -> say(sink.report().json());
                case "" -> {}
                default ->
                        throw new ParameterException(
                                spec.commandLine(), "reset or report, not " + line);
            }
        }
        say(sink.report().json());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
