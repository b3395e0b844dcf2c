package io.ringway.server;

import io.ringway.server.command.CommandTree;
import io.ringway.server.command.Version;
import io.ringway.server.speech.Reply;
import io.ringway.server.speech.SpeechSink;
import io.ringway.server.speech.SpeechSinkSettings;
import io.ringway.server.wiring.Ringway;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Entry point of the process; everything else is told by the command line. */
public final class RingwayMain {

    private RingwayMain() {}

    public static void main(String[] args) {
        CommandTree commands =
                new CommandTree(
                        () -> new Ringway(Version.current()), RingwayMain::sink, System.getenv());
        System.exit(commands.execute(args));
    }

    private static SinkStarter.Sink sink(
            String listenAddress, int port, Path folder, @Nullable Path reply) {
        try {
            SpeechSink sink =
                    SpeechSink.start(
                            SpeechSinkSettings.of(listenAddress, port, folder),
                            reply == null ? null : Reply.read(reply));
            return new SinkStarter.Sink() {
                @Override
                public int port() {
                    return sink.port();
                }

                @Override
                public void close() {
                    sink.close();
                }
            };
        } catch (IOException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }
}
