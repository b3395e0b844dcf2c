package io.ringway.server.training;

import io.ringway.server.RingwayMain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Calls to a server on this host, all at once: to the speech service and to the echo, by WebRTC and
 * by SIP.
 *
 * @param httpPort where it takes WebSockets and WHIP
 * @param sipPort where it takes SIP over UDP
 * @param folder for what is played, and for what callers had to say
 * @param browsers how many call each of both by WebRTC; phones are one each
 * @param seconds how long everybody speaks
 */
public record TrainingCalls(int httpPort, int sipPort, Path folder, int browsers, int seconds) {

    /** For callers to start as well, beside a server that has not learned anything yet. */
    private static final int LIMIT_SECONDS = 40;

    private static final String HOST = "127.0.0.1";

    private record Caller(Process process, Path log) {}

    /**
     * Makes them and waits for their end.
     *
     * @return what went wrong, a line a caller; empty when nothing did
     * @throws IOException when a process cannot be started
     */
    public List<String> run() throws IOException, InterruptedException {
        Path sound = folder.resolve("training.wav");
        TrainingSound.write(sound, seconds);
        List<Caller> callers = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            for (List<String> arguments : commands(sound.toString())) {
                callers.add(start(arguments, folder.resolve("caller-" + callers.size() + ".log")));
            }
            for (Caller caller : callers) {
                if (!caller.process.waitFor(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    failures.add("a caller did not end in time: " + Files.readString(caller.log));
                } else if (caller.process.exitValue() != 0) {
                    failures.add(Files.readString(caller.log));
                }
            }
        } finally {
            callers.forEach(caller -> caller.process.destroyForcibly());
        }
        return failures;
    }

    private List<List<String>> commands(String sound) {
        String calls = "--calls=" + browsers;
        String phone = "@" + HOST + ":" + sipPort;
        return List.of(
                List.of("call", "--quiet", calls, "--url=ws://" + HOST + ":" + httpPort, sound),
                List.of("call", "--quiet", calls, "--url=http://" + HOST + ":" + httpPort, sound),
                List.of("dial", "--quiet", "--codec=pcmu", "sip:echo" + phone, sound),
                List.of("dial", "--quiet", "--srtp=sdes", "sip:speech" + phone, sound));
    }

    private Caller start(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-XX:AOT") && !flag.startsWith("-javaagent")) {
                command.add(flag);
            }
        }
        // A caller is over before better code would pay, and the server needs the processors.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(RingwayMain.class.getName());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        return new Caller(process, log);
    }
}
