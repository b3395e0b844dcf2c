package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.server.config.LogSettings;
import io.ringway.server.logging.LogSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringway bench sound}: what listeners hear through bad networks. */
@Command(
        name = "ringway bench sound",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Sends the same speech through a grid of bad networks, to Ringway's receivers and to"
                    + " others, and compares what comes out."
        })
public final class SoundCommand implements Callable<Integer> {

    private static final int SECONDS = 24;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rows",
            paramLabel = "PATTERN",
            defaultValue = "",
            description = "Only networks whose name contains a match, like 'loss 5' or spikes.")
    private Pattern rows = Pattern.compile("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses what befalls which packet (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--without-neteq",
            description =
                    "Leaves out libwebrtc's NetEQ, which takes Chromium, real time and a machine that"
                            + " does nothing else.")
    private boolean withoutNetEq;

    @Option(
            names = "--fec",
            description = "Instead: 10 %% loss with and without redundancy, by each Opus decoder.")
    private boolean fec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also writes the table to FILE, and its figures to FILE.csv.")
    private @Nullable Path out;

    /** Run by the launcher. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new SoundCommand());
        line.setExecutionExceptionHandler(SoundCommand::failed);
        System.exit(line.execute(args));
    }

    private static int failed(
            Exception failure, CommandLine line, CommandLine.ParseResult arguments) {
        line.getErr().println("ringway: " + failure.getMessage());
        line.getErr().flush();
        return 2;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
        Speech speech = SpeechFiles.orSynthetic(Path.of(System.getProperty("ringway.root", ".")));
        String text = fec ? new FecComparison(speech, SECONDS, seed).table() : grid(speech);
        String header = SoundHeader.of(typed(), subject(speech));
        print(header + text);
        Path file = out;
        if (file != null) {
            Files.writeString(file, header + text);
        }
        return 0;
    }

    private String grid(Speech speech) throws IOException, InterruptedException {
        List<TracedNetwork> networks = TraceGrid.rows(rows);
        requireChromium();
        if (networks.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no network's name matches --rows=%s; the names are %s"
                            .formatted(
                                    rows,
                                    TraceGrid.rows().stream().map(TracedNetwork::name).toList()));
        }
        EncodedSpeech encoded = EncodedSpeech.of(speech, SECONDS, true);
        List<Trace> traces = networks.stream().map(each -> each.send(encoded, seed)).toList();
        Results results = new SoundRun(traces, this::tell).of(receivers());
        Path file = out;
        if (file != null) {
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".csv"), SoundCsv.of(results));
        }
        return NetworkTable.of(traces) + SoundTable.of(results) + verdicts(results, traces);
    }

    /** Empty without NetEQ. */
    private String verdicts(Results results, List<Trace> traces) {
        if (!results.receivers().contains(Verdicts.ANCHOR)) {
            return "";
        }
        PlayoutSweep sweep = PlayoutSweep.of(traces, OpusCodecs.of(OpusCodecs.Provider.AUTO));
        return new Verdicts(results, sweep).text();
    }

    private void requireChromium() {
        Optional<String> missing = withoutNetEq ? Optional.empty() : NetEqReceiver.missing();
        if (missing.isPresent()) {
            throw new IllegalStateException(missing.get() + "; or leave it out by --without-neteq");
        }
    }

    private List<Receiver> receivers() {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        List<Receiver> receivers = new ArrayList<>();
        receivers.add(new RingwayCompleteness(codecs));
        receivers.add(new RingwayPlayout(codecs));
        if (!withoutNetEq) {
            receivers.add(new NetEqReceiver());
        }
        for (int delayMs : new int[] {40, 60, 100, 200}) {
            receivers.add(new FixedBuffer(delayMs, codecs));
        }
        return receivers;
    }

    private List<String> subject(Speech speech) {
        return List.of(
                "%d s of %s, seed %d".formatted(SECONDS, speech.source(), seed),
                "Opus at 24 kbit/s, 20 ms a packet, FEC for 10 %% loss unless said otherwise, %s"
                        .formatted(OpusCodecs.of(OpusCodecs.Provider.AUTO).description()));
    }

    private String typed() {
        StringBuilder typed = new StringBuilder("./ringway bench sound");
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            boolean plain = argument.matches("[\\w./=,-]+");
            typed.append(' ').append(plain ? argument : "'" + argument + "'");
        }
        return typed.toString();
    }

    private void print(String text) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(text);
        writer.flush();
    }

    private void tell(String what) {
        PrintWriter writer = spec.commandLine().getErr();
        writer.println(what);
        writer.flush();
    }
}
