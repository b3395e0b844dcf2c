package io.ringway.server.command;

import io.ringway.media.stun.StunServerUrl;
import io.ringway.server.StartupException;
import io.ringway.server.call.CallException;
import io.ringway.server.call.CallJson;
import io.ringway.server.call.CallReport;
import io.ringway.server.call.CallSettings;
import io.ringway.server.call.CallTable;
import io.ringway.server.call.CallUrl;
import io.ringway.server.call.Caller;
import io.ringway.server.call.CallerProgress;
import io.ringway.server.call.ProgressLine;
import io.ringway.server.config.LogSettings;
import io.ringway.server.logging.LogSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringway call}: a caller without a browser. */
@Command(
        name = "call",
        sortOptions = false,
        description = {
            "Calls a server by WebRTC, plays a file into the call and says how it went.",
            "Any server with the same signaling will do: offer, answer and candidates over a"
                    + " WebSocket, or WHIP."
        },
        footer = {
            "",
            "Exit status: 0 when every call connected and sent everything, 1 when some did not,",
            "2 when none connected or something has to be put right first.",
            "",
            "ringway call speech.wav",
            "ringway call --url=https://voice.example/webrtc --save=echo.ogg speech.ogg",
            "ringway call --calls=50 --loop --seconds=60 --json speech.wav",
            "ringway call --loss=10 --jitter=30 --seed=7 speech.wav"
        })
final class CallCommand implements Callable<Integer> {

    /** Set by the launcher when standard error is a terminal. */
    private static final String TERMINAL_PROPERTY = "ringway.stderr.terminal";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description =
                    "WAV (16-bit PCM; 8, 16, 24 or 48 kHz; mono or stereo) or Ogg/Opus, which is"
                            + " sent as it is.")
    private Path file = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:8080/ws",
            description =
                    "Where to call: ws://HOST:PORT/ws, or http://HOST:PORT/webrtc for WHIP; wss and"
                            + " https with TLS (default ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Writes what comes back to the first call to FILE, as Ogg/Opus, or as WAV when"
                            + " it is named so.")
    private @Nullable Path save;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Plays no longer than this, up to 86400; 0 for all of the file (default).")
    private double seconds;

    @Option(names = "--loop", description = "Begins the file again when it ends.")
    private boolean loop;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "1",
            description = "Calls at once, 1 to 500, all with this file (default ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Calls begun a second, 1 to 500 (default ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--bitrate",
            paramLabel = "BPS",
            defaultValue = "64000",
            description =
                    "Bits a second WAV is encoded at, 6000 to 510000 (default ${DEFAULT-VALUE}).")
    private int bitrate;

    @Option(
            names = "--connect-timeout",
            paramLabel = "MS",
            defaultValue = "10000",
            description =
                    "Longest time until media may flow, 100 to 600000 ms (default ${DEFAULT-VALUE}).")
    private int connectTimeoutMs;

    @Option(
            names = "--stun",
            paramLabel = "URL",
            description = "STUN server like stun:HOST:PORT; may be given several times.")
    private List<String> stun = List.of();

    @Option(
            names = "--insecure",
            description = "Takes any TLS certificate, as a server's self-signed one.")
    private boolean insecure;

    @Mixin private ImpairmentOptions impairment = new ImpairmentOptions();

    @Option(names = "--json", description = "Prints the statistics as one line of JSON.")
    private boolean json;

    @Option(
            names = "--quiet",
            description = "Shows no progress and, without --json, no statistics.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
        try {
            return callAndReport(new Caller(settings()));
        } catch (CallException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private int callAndReport(Caller caller) throws CallException, InterruptedException {
        try (HangUp _ = HangUp.onExit(caller::stop)) {
            return report(run(caller));
        }
    }

    private CallSettings settings() throws CallException {
        return new CallSettings(
                CallUrl.parse(url),
                file,
                save,
                bitrate,
                connectTimeoutMs,
                seconds,
                loop,
                calls,
                rate,
                insecure,
                stun.stream().map(StunServerUrl::parse).toList(),
                impairment.impairment());
    }

    private CallReport run(Caller caller) throws CallException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = new ProgressLine(err, Boolean.getBoolean(TERMINAL_PROPERTY));
        try {
            return caller.run(quiet ? CallCommand::ignore : progress);
        } finally {
            if (!quiet) {
                progress.end();
            }
        }
    }

    private static void ignore(CallerProgress progress) {
        // Nobody wants to see it.
    }

    private int report(CallReport report) {
        PrintWriter out = spec.commandLine().getOut();
        boolean none = report.connected() == 0;
        if (json) {
            out.println(CallJson.of(report));
        } else if (!quiet && !none) {
            out.print(CallTable.of(report));
        }
        out.flush();
        if (none) {
            throw new StartupException(String.join("\n", report.failures()), null);
        }
        PrintWriter err = spec.commandLine().getErr();
        report.failures().forEach(failure -> err.println("ringway: " + failure));
        err.flush();
        return report.complete() ? 0 : 1;
    }
}
