package io.ringway.bench.load;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A speech service that takes the time of what it is sent, and answers nothing. All streams share
 * one event loop. Methods may be called by any thread.
 */
final class LatencySink implements AutoCloseable {

    private static final int WINDOW_BYTES = 4 << 20;
    private static final int MOST_MESSAGE_BYTES = 1 << 20;
    private static final long CLOSE_S = 5;

    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Arrivals arrivals;
    private final Server server;
    private long sinceNs;
    private long cpuBeforeNs;

    private LatencySink(InetSocketAddress address, @Nullable Path times) {
        arrivals = new Arrivals(times);
        server =
                NettyServerBuilder.forAddress(address)
                        .bossEventLoopGroup(loop)
                        .workerEventLoopGroup(loop)
                        .channelType(EpollServerSocketChannel.class)
                        .directExecutor()
                        .flowControlWindow(WINDOW_BYTES)
                        .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                        .addService(service())
                        .build();
    }

    /**
     * Starts listening.
     *
     * @param times the load generator's table, which need not be there yet; null takes no times
     * @throws IOException if the port is taken
     */
    static LatencySink start(InetSocketAddress address, @Nullable Path times) throws IOException {
        LatencySink sink = new LatencySink(address, times);
        try {
            sink.server.start();
        } catch (IOException e) {
            sink.loop.shutdownGracefully();
            throw e;
        }
        sink.reset();
        return sink;
    }

    /** TCP port it listens on. */
    int port() {
        return server.getPort();
    }

    /** Counts anew from here. */
    void reset() {
        onLoop(
                () -> {
                    arrivals.reset();
                    sinceNs = System.nanoTime();
                    cpuBeforeNs = cpuNs();
                    return true;
                });
    }

    /** What has arrived since the last reset. */
    ArrivalReport report() {
        return onLoop(
                () ->
                        arrivals.report(
                                (System.nanoTime() - sinceNs) / 1e9,
                                (cpuNs() - cpuBeforeNs) / 1e9));
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
            loop.shutdownGracefully(0, CLOSE_S, TimeUnit.SECONDS).await(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The contract's one method, with messages left as bytes. */
    private ServerServiceDefinition service() {
        var method =
                StreamingDataManagerGrpc.getStreamAudioMethod().toBuilder(
                                new ArrivedMessage.Marshaller(),
                                StreamingDataManagerGrpc.getStreamAudioMethod()
                                        .getResponseMarshaller())
                        .build();
        return ServerServiceDefinition.builder(StreamingDataManagerGrpc.SERVICE_NAME)
                .addMethod(method, ServerCalls.asyncBidiStreamingCall(this::stream))
                .build();
    }

    private StreamObserver<ArrivedMessage> stream(StreamObserver<ServiceMessage> answers) {
        return new ArrivalStream(arrivals, answers);
    }

    private <T> T onLoop(Callable<T> work) {
        try {
            return loop.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
