package io.ringway.server;

import io.ringway.server.config.Configuration;

/**
 * A server as the command line sees it: started once, closed once.
 *
 * <p>Thread: {@link #start} on the main thread, {@link #drain} and {@link #close} on another one,
 * later.
 */
public interface ServerProcess extends AutoCloseable {

    /**
     * Opens every port and folder the configuration names and returns when calls can come.
     *
     * @throws StartupException when something has to be put right first
     */
    void start(Configuration configuration);

    /** One line that says the server is ready and where it listens. */
    String readyLine();

    /** The TCP port of HTTP and WebSockets; 0 when it has not started. */
    int httpPort();

    /** The UDP and TCP port SIP listens on; 0 when it is off or has not started. */
    int sipPort();

    /** Refuses new calls from now on. */
    void drain();

    /** Ends every call, finishes recordings, deregisters sessions, frees ports and threads. */
    @Override
    void close();
}
