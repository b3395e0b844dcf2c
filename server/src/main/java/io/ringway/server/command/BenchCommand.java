package io.ringway.server.command;

import io.ringway.server.StartupException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Help for {@code ringway bench}, which the launcher runs itself: it needs the source tree. */
@Command(
        name = "bench",
        description = {
            "Builds the benchmarks and runs them by JMH, with its allocation profiler.",
            "\"ringway bench -- -h\" shows JMH's own options.",
            "",
            "\"ringway bench stages\" times every stage of a packet's walk and the whole of it with 1,"
                    + " 100 and 2000 sessions, and keeps the table.",
            "\"ringway bench stress\" puts the hand-offs between threads under jcstress.",
            "Both take --quick.",
            "",
            "\"ringway bench sound\" instead compares what listeners hear through bad networks, of"
                    + " Ringway and of others; \"ringway bench sound --help\" says more."
                    + " \"ringway bench sockets\" prints what a datagram costs an event loop."
        })
final class BenchCommand implements Runnable {

    @Parameters(
            paramLabel = "JMH-ARGUMENT",
            arity = "0..*",
            description = "Passed on to JMH, like a pattern of benchmark names, or -f 1.")
    private String[] arguments = {};

    @Override
    public void run() {
        throw new StartupException(
                "bench needs the source tree: run ./ringway bench %s there"
                        .formatted(String.join(" ", arguments)),
                null);
    }
}
