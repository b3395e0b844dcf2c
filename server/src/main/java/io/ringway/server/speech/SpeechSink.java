package io.ringway.server.speech;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The embedded speech service, running. In {@code ringway run} Ringway is its own client over
 * loopback; {@code ringway sink} runs it alone. Methods may be called by any thread.
 */
public final class SpeechSink implements AutoCloseable {

    private static final int MAX_STREAMS_PER_CONNECTION = 256;
    private static final long MIN_KEEP_ALIVE_S = 10;
    private static final long CLOSE_S = 5;

    private final Server server;
    private final SinkSessions sessions;
    private final ScheduledThreadPoolExecutor thread;

    private SpeechSink(Server server, SinkSessions sessions, ScheduledThreadPoolExecutor thread) {
        this.server = server;
        this.sessions = sessions;
        this.thread = thread;
    }

    /** The same without anything to play. */
    public static SpeechSink start(SpeechSinkSettings settings) throws IOException {
        return start(settings, null);
    }

    /**
     * Starts listening.
     *
     * @param reply played into every session when it starts; null plays nothing
     * @throws IOException with one line that says what to do, if the folder cannot be written or
     *     the port is taken
     */
    public static SpeechSink start(SpeechSinkSettings settings, @Nullable Reply reply)
            throws IOException {
        SinkFiles files = SinkFiles.in(settings.folder(), settings.maxOpenFiles());
        InetSocketAddress address =
                new InetSocketAddress(settings.listenAddress(), settings.port());
        if (address.isUnresolved()) {
            throw new IOException("sink listen address " + address.getHostString() + " is unknown");
        }
        SinkSessions sessions = new SinkSessions(settings, files);
        ScheduledThreadPoolExecutor thread = newThread();
        var service =
                new StreamingDataManagerService(
                        sessions, thread, settings.resumeTimeoutMs(), reply);
        Server server =
                NettyServerBuilder.forAddress(address)
                        .executor(thread)
                        .maxInboundMessageSize(settings.maxMessageBytes())
                        .maxConcurrentCallsPerConnection(MAX_STREAMS_PER_CONNECTION)
                        .permitKeepAliveTime(MIN_KEEP_ALIVE_S, TimeUnit.SECONDS)
                        .addService(service)
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            thread.shutdownNow();
            throw new IOException(
                    "speech sink cannot listen on %s:%d (%s); choose another port, or 0 for a free one"
                            .formatted(settings.listenAddress(), settings.port(), cause(e)),
                    e);
        }
        return new SpeechSink(server, sessions, thread);
    }

    /** TCP port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The last level of every leg of every session. */
    public List<LevelSnapshot> levels() {
        return sessions.levels();
    }

    /** The last level of every leg of one session; empty when it is not known. */
    public List<LevelSnapshot> levelsOf(String sessionId) {
        return sessions.levelsOf(sessionId);
    }

    /** Has levels told as they come, until the subscription is closed. */
    public LevelListener.Subscription subscribe(LevelListener listener) {
        return sessions.subscribe(listener);
    }

    /** Ends all streams, finishes all files and frees the port. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
            thread.execute(() -> sessions.endAll("shutdown"));
            thread.shutdown();
            thread.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }

    private static ScheduledThreadPoolExecutor newThread() {
        var thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon(true).name("ringway-sink").factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // What gRPC still has to say after close is of no interest.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return thread;
    }

    private static String cause(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
