package io.ringway.server.speech;

import io.grpc.stub.StreamObserver;
import io.ringway.proto.PlayAudio;
import io.ringway.proto.PlayMark;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.ServiceMessage;

/**
 * Plays a {@link Reply} into one session, no further ahead than the session has room: how a service
 * uses the credits of {@code PlaybackStatus}. Thread: the sink's.
 */
final class ReplyPlayer {

    /** The mark behind the last sample. */
    static final String END = "reply-end";

    private static final int TICKS_PER_MS = 48;

    private final Reply reply;
    private final String sessionId;
    private final StreamObserver<ServiceMessage> answers;
    private int next;
    private long sentTicks;

    ReplyPlayer(Reply reply, String sessionId, StreamObserver<ServiceMessage> answers) {
        this.reply = reply;
        this.sessionId = sessionId;
        this.answers = answers;
    }

    /** Begins with the room a session starts with. */
    void start(int roomMs) {
        send((long) roomMs * TICKS_PER_MS);
    }

    /** Goes on with the room there is now. */
    void onStatus(PlaybackStatus status) {
        send(status.getAcceptedSamples() + (long) status.getRoomMs() * TICKS_PER_MS);
    }

    /** Sends while no more than that has been sent in all. */
    private void send(long limitTicks) {
        while (next < reply.chunks().size()) {
            PlayAudio chunk = reply.chunks().get(next);
            long ticks = Reply.ticks(chunk);
            if (sentTicks + ticks > limitTicks) {
                return;
            }
            PlayAudio.Builder play = chunk.toBuilder().setSessionId(sessionId);
            answers.onNext(ServiceMessage.newBuilder().setPlay(play).build());
            sentTicks += ticks;
            next++;
            if (next == reply.chunks().size()) {
                PlayMark.Builder mark = PlayMark.newBuilder().setSessionId(sessionId).setName(END);
                answers.onNext(ServiceMessage.newBuilder().setMark(mark).build());
            }
        }
    }
}
