package io.ringway.server;

import io.ringway.server.command.CommandTree;

/** Entry point of the process; everything else is told by the command line. */
public final class RingwayMain {

    private RingwayMain() {}

    public static void main(String[] args) {
        CommandTree commands =
                new CommandTree(
                        () -> {
                            throw notWired("server");
                        },
                        (address, port, folder) -> {
                            throw notWired("speech sink");
                        },
                        System.getenv());
        System.exit(commands.execute(args));
    }

    private static StartupException notWired(String part) {
        return new StartupException("this build has no " + part + " in it yet", null);
    }
}
