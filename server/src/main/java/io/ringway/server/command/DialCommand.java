package io.ringway.server.command;

import io.ringway.server.StartupException;
import io.ringway.server.call.CallException;
import io.ringway.server.config.LogSettings;
import io.ringway.server.dial.CodecList;
import io.ringway.server.dial.DialAccount;
import io.ringway.server.dial.DialJson;
import io.ringway.server.dial.DialReport;
import io.ringway.server.dial.DialSettings;
import io.ringway.server.dial.DialTable;
import io.ringway.server.dial.DialView;
import io.ringway.server.dial.Dialer;
import io.ringway.server.dial.MediaProtection;
import io.ringway.server.dial.SipAddress;
import io.ringway.server.logging.LogSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringway dial}: a phone without a phone. */
@Command(
        name = "dial",
        sortOptions = false,
        description = {
            "Calls a phone, PBX or gateway by SIP, plays a file into the call and says how it went.",
            "Without a file it sends silence, until --seconds are over or somebody hangs up."
        },
        footer = {
            "",
            "Exit status: 0 when the call was answered and everything sent, 1 when not all was,",
            "2 when it was not answered or something has to be put right first.",
            "",
            "ringway dial sip:echo@127.0.0.1 speech.wav",
            "ringway dial --codec=pcma --save=echo.wav sip:echo@127.0.0.1 speech.wav",
            "ringway dial --srtp=sdes --keys=123# --seconds=10 'sip:ivr@pbx.example;transport=tls'",
            "RINGWAY_DIAL_PASSWORD=… ringway dial --user=alice --trace sip:4930123@pbx.example"
        })
final class DialCommand implements Callable<Integer> {

    /** Set by the launcher when standard error is a terminal. */
    private static final String TERMINAL_PROPERTY = "ringway.stderr.terminal";

    private static final String PASSWORD_VARIABLE = "RINGWAY_DIAL_PASSWORD";

    private final Map<String, String> environment;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "ADDRESS",
            description = "sip:USER@HOST[:PORT], with ;transport=tcp or tls when it is not UDP.")
    private String target = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "WAV (16-bit PCM) or Ogg/Opus to play, up to two hours of it.")
    private @Nullable Path file;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Writes what comes back to FILE: .wav, .ogg or .opus.")
    private @Nullable Path save;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Plays or stays no longer than this, up to 86400; 0 for no limit (default).")
    private double seconds;

    @Option(names = "--loop", description = "Begins the file again when it ends.")
    private boolean loop;

    @Option(
            names = "--keys",
            paramLabel = "KEYS",
            defaultValue = "",
            description =
                    "Presses these of 0-9 * # A-D before the file, by RFC 4733 or INFO as agreed.")
    private String keys = "";

    @Option(
            names = "--codec",
            paramLabel = "NAMES",
            defaultValue = "opus,g722,pcma,pcmu",
            description = "Offers these, preferred first (default ${DEFAULT-VALUE}).")
    private String codec = "";

    @Option(
            names = "--srtp",
            paramLabel = "HOW",
            defaultValue = "off",
            description = "off, sdes (keys in the SDP) or dtls (default ${DEFAULT-VALUE}).")
    private String srtp = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Name for those who ask for a password.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Password in the first line of FILE, else in " + PASSWORD_VARIABLE + ".")
    private @Nullable Path passwordFile;

    @Option(
            names = "--from",
            paramLabel = "CALLER",
            defaultValue = "",
            description = "Number, name or URI the call comes from.")
    private String from = "";

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "Sends the call by this proxy instead of where ADDRESS says.")
    private @Nullable String proxy;

    @Option(
            names = "--ring-timeout",
            paramLabel = "N",
            defaultValue = "30",
            description = "Gives up after N seconds, 1 to 600 (default ${DEFAULT-VALUE}).")
    private int ringTimeoutS;

    @Option(
            names = "--listen-address",
            paramLabel = "IP",
            description = "Local address of signaling and media, else the one that leads there.")
    private @Nullable String listenAddress;

    @Option(
            names = "--insecure",
            description = "Takes any TLS certificate, as a server's self-signed one.")
    private boolean insecure;

    @Option(names = "--json", description = "Prints the statistics as one line of JSON.")
    private boolean json;

    @Option(
            names = "--quiet",
            description = "Shows no progress and, without --json, no statistics.")
    private boolean quiet;

    @Option(names = "--trace", description = "Shows the SIP messages, a line each.")
    private boolean trace;

    /**
     * @param environment where the password may be
     */
    DialCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
        try {
            Dialer dialer = new Dialer(settings());
            try (HangUp _ = HangUp.onExit(dialer::stop)) {
                return report(run(dialer));
            }
        } catch (CallException | IllegalArgumentException | IOException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private DialSettings settings() throws IOException {
        return new DialSettings(
                SipAddress.parse(target),
                proxy == null ? null : SipAddress.parse(proxy),
                file,
                save,
                seconds,
                loop,
                keys,
                CodecList.parse(codec),
                MediaProtection.parse(srtp),
                from,
                user == null ? null : new DialAccount(user, password()),
                ringTimeoutS,
                listenAddress == null ? null : address(listenAddress),
                insecure);
    }

    private String password() throws IOException {
        if (passwordFile == null) {
            return environment.getOrDefault(PASSWORD_VARIABLE, "");
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new IOException("cannot read --password-file " + passwordFile + ": " + e, e);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--listen-address " + text + " is no address", e);
        }
    }

    private DialReport run(Dialer dialer) throws CallException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        DialView view = new DialView(err, Boolean.getBoolean(TERMINAL_PROPERTY), !quiet, trace);
        try {
            return dialer.run(view);
        } finally {
            view.end();
        }
    }

    private int report(DialReport report) {
        PrintWriter out = spec.commandLine().getOut();
        boolean answered = report.result().answered();
        if (json) {
            out.println(DialJson.of(report));
        } else if (!quiet && answered) {
            out.print(DialTable.of(report));
        }
        out.flush();
        if (!answered) {
            throw new StartupException(String.join("\n", report.failures()), null);
        }
        PrintWriter err = spec.commandLine().getErr();
        report.failures().forEach(failure -> err.println("ringway: " + failure));
        err.flush();
        return report.complete() ? 0 : 1;
    }
}
