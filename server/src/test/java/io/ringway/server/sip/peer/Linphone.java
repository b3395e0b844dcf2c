package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A linphone that says what is in a file and records what it hears, in a network of its own. */
final class Linphone implements AutoCloseable {

    /** It looks for a network every few seconds. */
    private static final Duration NETWORK_LIMIT = Duration.ofSeconds(20);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final Path folder;
    private final ToolProcess process;

    private Linphone(Path folder, ToolProcess process) {
        this.folder = folder;
        this.process = process;
    }

    static Linphone start(PeerFolder peers, NetworkNamespace network, TestSpeech speech)
            throws Exception {
        Path folder = peers.folder("linphone");
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        Path sound = SpokenFile.write(folder.resolve("speech.wav"), speech, 8_000, 500);
        Path config = folder.resolve("linphonerc");
        Files.writeString(
                config,
                """
                [sip]
                sip_port=5099
                sip_tcp_port=5099
                sip_tls_port=0
                guess_hostname=0
                contact=sip:linphone@%s
                [sound]
                echocancellation=0
                """
                        .formatted(network.there()));
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "HOME=" + folder));
        command.addAll(network.inside(List.of(Tool.LINPHONE.path(), "-c", config.toString())));
        command.addAll(List.of("-d", "4", "-l", folder.resolve("details.log").toString()));
        Linphone linphone = new Linphone(folder, ToolProcess.start(folder, "linphonec", command));
        try {
            linphone.prepare(sound);
            return linphone;
        } catch (Exception | AssertionError e) {
            linphone.close();
            throw e;
        }
    }

    private void prepare(Path sound) throws Exception {
        Await.until(
                "linphone finds its network" + process.tail(),
                NETWORK_LIMIT,
                this::details,
                text -> text.contains("SIP network reachability state is now [UP]"));
        process.type("soundcard use files");
        process.type("play " + sound);
        process.type("record " + folder.resolve("heard.wav"));
    }

    private String details() throws IOException {
        Path details = folder.resolve("details.log");
        return Files.exists(details) ? Files.readString(details) : "";
    }

    /** Calls, and waits until there is sound. */
    void call(String uri) throws Exception {
        process.type("call " + uri);
        process.awaitLine("Media streams established", CALL_LIMIT);
    }

    /** Hangs up and waits until that is done. */
    void hangUp() throws Exception {
        process.type("terminate");
        process.awaitLine("ended", CALL_LIMIT);
    }

    /** What it heard; only once the call is over. */
    WavSamples heard() throws IOException {
        return WavSamples.read(folder.resolve("heard.wav"));
    }

    @Override
    public void close() {
        process.close();
    }
}
