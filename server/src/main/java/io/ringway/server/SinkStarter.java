package io.ringway.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts the embedded speech service alone, for {@code ringway sink}. */
@FunctionalInterface
public interface SinkStarter {

    /** A running speech service. */
    interface Sink extends AutoCloseable {

        /** TCP port it listens on. */
        int port();

        /** Finishes its files and frees the port. */
        @Override
        void close();
    }

    /**
     * @param port TCP port, 0 for a free one
     * @param folder for its WAV files
     * @param reply a WAV or Ogg/Opus file to play into every session; null plays nothing
     * @throws StartupException when something has to be put right first
     */
    Sink start(String listenAddress, int port, Path folder, @Nullable Path reply);
}
