package io.ringway.server.system;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.ClearPlayback;
import io.ringway.proto.PlayAudio;
import io.ringway.proto.PlayMark;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SetBargeIn;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc.StreamingDataManagerImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A speech service that plays into calls and keeps what it is told of it. */
public final class PlayingService extends StreamingDataManagerImplBase implements AutoCloseable {

    /**
     * What was told, and when.
     *
     * @param atMs by the clock of the machine
     */
    public record Told(StreamMessage message, long atMs) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<StreamObserver<ServiceMessage>> streams = new CopyOnWriteArrayList<>();
    private final Server server;

    private PlayingService() throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(this)
                        .build()
                        .start();
    }

    public static PlayingService start() throws IOException {
        return new PlayingService();
    }

    /** The value of speech-target that names it. */
    public String target() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort();
    }

    /** Waits for something to be told. */
    public Told await(String wish, Predicate<StreamMessage> wanted) throws Exception {
        return Await.until(
                wish,
                BrowserCall.CONNECT_LIMIT,
                () ->
                        told.stream()
                                .filter(each -> wanted.test(each.message()))
                                .findFirst()
                                .orElse(null),
                found -> found != null);
    }

    /** Waits until the mark comes back. */
    public Told awaitMark(String session, String name) throws Exception {
        return await(
                "mark " + name,
                message ->
                        message.getMark().getSessionId().equals(session)
                                && message.getMark().getName().equals(name));
    }

    public void play(String session, short[] pcm, int rateHz) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        PlayAudio.Builder play =
                PlayAudio.newBuilder()
                        .setSessionId(session)
                        .setFormat(AudioFormat.LINEAR16)
                        .setSampleRateHz(rateHz)
                        .setChannels(1)
                        .setPayload(ByteString.copyFrom(bytes));
        send(ServiceMessage.newBuilder().setPlay(play));
    }

    public void mark(String session, String name) {
        PlayMark.Builder mark = PlayMark.newBuilder().setSessionId(session).setName(name);
        send(ServiceMessage.newBuilder().setMark(mark));
    }

    public void clear(String session) {
        ClearPlayback.Builder clear = ClearPlayback.newBuilder().setSessionId(session);
        send(ServiceMessage.newBuilder().setClear(clear));
    }

    /** Keys that were pressed in a session so far. */
    public String keys(String session) {
        StringBuilder keys = new StringBuilder();
        told.stream()
                .map(each -> each.message().getSession())
                .filter(event -> event.getSessionId().equals(session))
                .forEach(event -> keys.append(event.getDtmf().getDigit()));
        return keys.toString();
    }

    void pauseOnVoice(String session) {
        SetBargeIn.Builder wanted =
                SetBargeIn.newBuilder().setSessionId(session).setMode(SetBargeIn.Mode.PAUSE);
        send(ServiceMessage.newBuilder().setSetBargeIn(wanted));
    }

    /** Sends any message: requests for any session may come on any stream. */
    public void send(ServiceMessage.Builder message) {
        StreamObserver<ServiceMessage> stream = streams.getLast();
        synchronized (stream) {
            stream.onNext(message.build());
        }
    }

    @Override
    public StreamObserver<StreamMessage> streamAudio(StreamObserver<ServiceMessage> answers) {
        ((ServerCallStreamObserver<ServiceMessage>) answers).setOnCancelHandler(() -> {});
        streams.add(answers);
        return new StreamObserver<>() {
            @Override
            public void onNext(StreamMessage message) {
                if (message.getMessageCase() != StreamMessage.MessageCase.BATCH) {
                    told.add(new Told(message, System.currentTimeMillis()));
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

    @Override
    public void close() {
        server.shutdownNow();
    }
}
