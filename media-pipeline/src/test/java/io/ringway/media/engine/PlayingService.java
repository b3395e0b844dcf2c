package io.ringway.media.engine;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.BargeIn;
import io.ringway.proto.ClearPlayback;
import io.ringway.proto.MarkReached;
import io.ringway.proto.PausePlayback;
import io.ringway.proto.PlayAudio;
import io.ringway.proto.PlayMark;
import io.ringway.proto.PlaybackState;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.Rejected;
import io.ringway.proto.ResumePlayback;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SetBargeIn;
import io.ringway.proto.StreamMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A speech service that plays, on one of an engine's streams. */
final class PlayingService {

    private final SpeechServer server;
    private final List<PlaybackStatus> statuses = new ArrayList<>();
    private final List<MarkReached> marks = new ArrayList<>();
    private final List<BargeIn> bargeIns = new ArrayList<>();
    private final List<Rejected> rejections = new ArrayList<>();
    private @Nullable StreamObserver<ServiceMessage> stream;

    PlayingService(SpeechServer server) {
        this.server = server;
    }

    /** Requests for any session may come on any stream. */
    StreamObserver<ServiceMessage> stream() throws InterruptedException {
        StreamObserver<ServiceMessage> open = stream;
        if (open == null) {
            open = server.nextCall();
            stream = open;
        }
        return open;
    }

    void send(ServiceMessage message) throws InterruptedException {
        stream().onNext(message);
    }

    void play(String session, short[] pcm, int rateHz) throws InterruptedException {
        send(message(session, bytes(pcm), rateHz, 1));
    }

    void playInPieces(String session, short[] pcm, int rateHz, int samples)
            throws InterruptedException {
        for (int at = 0; at < pcm.length; at += samples) {
            play(session, Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + samples)), rateHz);
        }
    }

    void mark(String session, String name) throws InterruptedException {
        PlayMark mark = PlayMark.newBuilder().setSessionId(session).setName(name).build();
        send(ServiceMessage.newBuilder().setMark(mark).build());
    }

    void clear(String session) throws InterruptedException {
        ClearPlayback clear = ClearPlayback.newBuilder().setSessionId(session).build();
        send(ServiceMessage.newBuilder().setClear(clear).build());
    }

    void pause(String session) throws InterruptedException {
        PausePlayback pause = PausePlayback.newBuilder().setSessionId(session).build();
        send(ServiceMessage.newBuilder().setPause(pause).build());
    }

    void resume(String session) throws InterruptedException {
        ResumePlayback resume = ResumePlayback.newBuilder().setSessionId(session).build();
        send(ServiceMessage.newBuilder().setResume(resume).build());
    }

    void setBargeIn(String session, SetBargeIn.Mode mode, int confirmMs)
            throws InterruptedException {
        SetBargeIn.Builder wanted =
                SetBargeIn.newBuilder().setSessionId(session).setMode(mode).setConfirmMs(confirmMs);
        send(ServiceMessage.newBuilder().setSetBargeIn(wanted).build());
    }

    MarkReached awaitMark(String name) throws InterruptedException {
        while (marks.isEmpty() || !marks.getLast().getName().equals(name)) {
            read();
        }
        return marks.getLast();
    }

    /** The next status of that state. */
    PlaybackStatus awaitState(PlaybackState state) throws InterruptedException {
        while (true) {
            while (!statuses.isEmpty()) {
                PlaybackStatus status = statuses.removeFirst();
                if (status.getState() == state) {
                    return status;
                }
            }
            read();
        }
    }

    BargeIn awaitBargeIn() throws InterruptedException {
        while (bargeIns.isEmpty()) {
            read();
        }
        return bargeIns.removeFirst();
    }

    Rejected awaitRejected() throws InterruptedException {
        while (rejections.isEmpty()) {
            read();
        }
        return rejections.removeFirst();
    }

    static ServiceMessage message(String session, byte[] payload, int rateHz, int channels) {
        PlayAudio.Builder play =
                PlayAudio.newBuilder()
                        .setSessionId(session)
                        .setFormat(AudioFormat.LINEAR16)
                        .setSampleRateHz(rateHz)
                        .setChannels(channels)
                        .setPayload(ByteString.copyFrom(payload));
        return ServiceMessage.newBuilder().setPlay(play).build();
    }

    static ServiceMessage opus(String session, byte[] packet) {
        PlayAudio.Builder play =
                PlayAudio.newBuilder()
                        .setSessionId(session)
                        .setFormat(AudioFormat.OPUS)
                        .setPayload(ByteString.copyFrom(packet));
        return ServiceMessage.newBuilder().setPlay(play).build();
    }

    private void read() throws InterruptedException {
        StreamMessage message = server.next();
        switch (message.getMessageCase()) {
            case PLAYBACK -> statuses.add(message.getPlayback());
            case MARK -> marks.add(message.getMark());
            case BARGE_IN -> bargeIns.add(message.getBargeIn());
            case REJECTED -> rejections.add(message.getRejected());
            default -> {}
        }
    }

    private static byte[] bytes(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return bytes.array();
    }
}
