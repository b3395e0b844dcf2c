package io.ringway.server.system;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc.StreamingDataManagerImplBase;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A speech service that keeps every segment as it came, flags and all. */
public final class SegmentTap extends StreamingDataManagerImplBase implements AutoCloseable {

    private final Map<String, List<AudioSegment>> segments = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Server server;

    private SegmentTap(ServerCredentials credentials) throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                credentials)
                        .addService(this)
                        .build()
                        .start();
    }

    static SegmentTap start() throws IOException {
        return start(InsecureServerCredentials.create());
    }

    /** One that proves who it is, or does not. */
    public static SegmentTap start(ServerCredentials credentials) throws IOException {
        return new SegmentTap(credentials);
    }

    /** The value of speech-target that names it. */
    public String target() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort();
    }

    /** The session whose end was told, where there is only one. */
    public String ended() throws Exception {
        return Await.until(
                        "a session's end is told",
                        BrowserCall.CONNECT_LIMIT,
                        () -> List.copyOf(ended),
                        told -> !told.isEmpty())
                .getFirst();
    }

    /** Every segment of a session, once its end was told. */
    public List<AudioSegment> segments(String sessionId) throws Exception {
        Await.until(
                "the session's end is told",
                BrowserCall.CONNECT_LIMIT,
                () -> ended.contains(sessionId),
                told -> told);
        return List.copyOf(segments.getOrDefault(sessionId, List.of()));
    }

    /** The PCM of segments that have one format, end to end. */
    public static WavSamples pcm(List<AudioSegment> segments) {
        int bytes = segments.stream().mapToInt(segment -> segment.getPayload().size()).sum();
        ByteBuffer pcm = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        segments.forEach(segment -> segment.getPayload().copyTo(pcm));
        short[] samples = new short[bytes / Short.BYTES];
        pcm.flip().asShortBuffer().get(samples);
        AudioSegment first = segments.getFirst();
        return new WavSamples(first.getSampleRateHz(), first.getChannels(), samples);
    }

    @Override
    public StreamObserver<StreamMessage> streamAudio(StreamObserver<ServiceMessage> answers) {
        ((ServerCallStreamObserver<ServiceMessage>) answers).setOnCancelHandler(() -> {});
        return new StreamObserver<>() {
            @Override
            public void onNext(StreamMessage message) {
                message.getBatch().getSegmentsList().forEach(SegmentTap.this::keep);
                if (message.getSession().getEventCase() == SessionEvent.EventCase.ENDED) {
                    ended.add(message.getSession().getSessionId());
                }
            }

            @Override
            public void onError(Throwable error) {
                answers.onError(error);
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    private void keep(AudioSegment segment) {
        segments.computeIfAbsent(segment.getSessionId(), id -> new CopyOnWriteArrayList<>())
                .add(segment);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
