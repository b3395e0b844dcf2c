package io.ringway.server.sip.peer;

import io.ringway.server.system.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A SIPp that plays one scenario of the project's ({@code sip/NAME.xml} of the resources). */
final class Sipp implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 60;

    private final String scenario;
    private final Path folder;
    private final int port;
    private final ToolProcess process;

    private Sipp(String scenario, Path folder, int port, ToolProcess process) {
        this.scenario = scenario;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** One call of a user at a server over UDP; fails unless all goes as the scenario says. */
    static void play(PeerFolder peers, String scenario, int serverPort, String user)
            throws Exception {
        play(peers, SippPlan.of(scenario, serverPort, user));
    }

    static void play(PeerFolder peers, SippPlan plan) throws Exception {
        try (Sipp sipp = start(peers, plan)) {
            sipp.assertPlayed();
        }
    }

    /** Starts one; whoever is to be called listens on return. */
    static Sipp start(PeerFolder peers, SippPlan plan) throws Exception {
        int port = FreePort.next();
        Path folder = Files.createTempDirectory(peers.path(), plan.scenario() + "-");
        String name = plan.scenario() + ".xml";
        Files.writeString(folder.resolve(name), ScenarioText.of(name));
        ToolProcess process = ToolProcess.start(folder, "sipp", command(plan, port));
        Sipp sipp = new Sipp(plan.scenario(), folder, port, process);
        if (plan.serverPort() == 0) {
            sipp.awaitListening();
        }
        return sipp;
    }

    private static List<String> command(SippPlan plan, int port) throws IOException {
        int mediaPort = FreePort.firstOf(4);
        List<String> command = new ArrayList<>(List.of(Tool.SIPP.path()));
        if (plan.serverPort() != 0) {
            command.add(literal(plan.address()) + ":" + plan.serverPort());
        }
        command.addAll(List.of("-sf", plan.scenario() + ".xml", "-s", plan.user()));
        command.addAll(List.of("-i", plan.address(), "-p", Integer.toString(port)));
        command.addAll(List.of("-mi", plan.address(), "-mp", Integer.toString(mediaPort)));
        command.addAll(List.of("-t", plan.transport()));
        command.addAll(List.of("-m", Integer.toString(plan.calls())));
        command.addAll(List.of("-r", Integer.toString(plan.callsPerSecond())));
        command.addAll(List.of("-timeout", plan.limit().toSeconds() + "s", "-timeout_error"));
        command.addAll(List.of("-recv_timeout", "8000", "-nostdin"));
        command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
        command.addAll(List.of("-trace_msg", "-message_file", "messages.log"));
        command.addAll(plan.options());
        return command;
    }

    private static String literal(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private void awaitListening() throws Exception {
        Await.until(
                "sipp listens on " + port,
                START_LIMIT,
                () -> ListeningPorts.has(port) || !process.running(),
                over -> over);
    }

    /** Where it can be called. */
    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** The messages it sent and received so far. */
    String messages() throws IOException {
        Path log = folder.resolve("messages.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Waits for its end; fails, with what it complained of, unless every call went as written. */
    void assertPlayed() throws Exception {
        int status = process.awaitExit(Duration.ofSeconds(100));
        if (status != 0) {
            throw new AssertionError(
                    scenario
                            + ": sipp ended with "
                            + status
                            + " ("
                            + folder
                            + ")\n"
                            + complaints());
        }
    }

    private String complaints() throws IOException {
        Path errors = folder.resolve("errors.log");
        if (!Files.exists(errors)) {
            return process.tail();
        }
        try (Stream<String> lines = Files.lines(errors)) {
            return String.join("\n", lines.limit(TAIL_LINES).toList());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
