package io.ringway.server.sip.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.WavSamples;
import io.ringway.server.system.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A baresip: a phone that says what is in a file and records what it hears. */
final class Baresip implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int WAV_HEADER_BYTES = 44;
    private static final WavSamples NOTHING = new WavSamples(8000, 1, new short[0]);

    private final BaresipSettings settings;
    private final Path folder;
    private final int sipPort;
    private final ToolProcess process;
    private final BaresipControl control;

    private Baresip(
            BaresipSettings settings,
            Path folder,
            int sipPort,
            ToolProcess process,
            BaresipControl control) {
        this.settings = settings;
        this.folder = folder;
        this.sipPort = sipPort;
        this.process = process;
        this.control = control;
    }

    static Baresip start(PeerFolder peers, BaresipSettings settings) throws Exception {
        Path folder = peers.folder(settings.user());
        int sipPort = FreePort.firstOf(2);
        int mediaPort = FreePort.firstOf(BaresipSettings.MEDIA_PORTS);
        int controlPort = FreePort.next();
        Path speech =
                SpokenFile.write(
                        folder.resolve("speech.wav"),
                        settings.speech(),
                        settings.rateHz(),
                        settings.tailMs());
        Files.writeString(
                folder.resolve("config"), settings.config(sipPort, mediaPort, controlPort, speech));
        Files.writeString(folder.resolve("accounts"), settings.account());
        Files.writeString(folder.resolve("contacts"), "");
        ToolProcess process =
                ToolProcess.start(
                        folder,
                        "baresip",
                        List.of(Tool.BARESIP.path(), "-f", folder.toString(), "-s", "-v"));
        try {
            process.awaitLine("baresip is ready", START_LIMIT);
            BaresipControl control = BaresipControl.connect(controlPort);
            return new Baresip(settings, folder, sipPort, process, control);
        } catch (Exception | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Where it can be called. */
    String uri() {
        return "sip:" + settings.user() + "@" + settings.host() + ":" + sipPort;
    }

    int sipPort() {
        return sipPort;
    }

    /** Waits until the registrar has taken it. */
    Baresip registered() throws Exception {
        process.awaitLine("\\[[1-9]\\d* bindings?]", CALL_LIMIT);
        return this;
    }

    /** Calls, and waits until the call is answered. */
    Baresip call(String uri) throws Exception {
        dial(uri);
        return established();
    }

    void dial(String uri) throws Exception {
        control.command("dial", uri);
    }

    Baresip established() throws Exception {
        control.awaitEvent("CALL_ESTABLISHED", CALL_LIMIT);
        return this;
    }

    JsonNode awaitEvent(String type, Duration limit) throws Exception {
        return control.awaitEvent(type, limit);
    }

    long events(String type) {
        return control.count(type);
    }

    void answer() throws Exception {
        control.command("accept", "");
    }

    void hold() throws Exception {
        control.command("hold", "");
    }

    void resume() throws Exception {
        control.command("resume", "");
    }

    /** Presses a telephone key. */
    void press(char key) throws Exception {
        control.command("sndcode", Character.toString(key));
    }

    /** Sends the other end to somebody else. */
    void transfer(String uri) throws Exception {
        control.command("transfer", uri);
    }

    void hangUp() throws Exception {
        control.command("hangup", "");
    }

    /** Waits until the call is over, whoever ended it. */
    void closed(Duration limit) throws Exception {
        control.awaitEvent("CALL_CLOSED", limit);
    }

    /** How many lines of its log, SIP messages among them, have a pattern in them. */
    long logged(String pattern) throws IOException {
        return process.count(pattern);
    }

    String awaitLogged(String pattern, Duration limit) throws Exception {
        return process.awaitLine(pattern, limit);
    }

    /**
     * What it has heard in its last call, once that is over here, too: until then the file does not
     * say how much is in it.
     */
    WavSamples heard() throws Exception {
        return Await.until(
                "a whole recording in " + folder,
                CALL_LIMIT,
                this::lastRecording,
                heard -> heard.samples().length > 0);
    }

    private WavSamples lastRecording() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> last =
                    files.filter(file -> file.toString().endsWith("-dec.wav"))
                            .max(Comparator.comparing(Path::toString));
            return last.isPresent() && Files.size(last.get()) > WAV_HEADER_BYTES
                    ? WavSamples.read(last.get())
                    : NOTHING;
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.close();
    }
}
