package io.ringway.server.speech;

import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.Refused;
import io.ringway.proto.Rejected;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.SessionStarted;
import io.ringway.proto.StreamMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One StreamAudio call as the service sees it. What is wrong with one session is refused, once, and
 * does the stream no harm. Thread: the sink's.
 */
final class SinkStream implements StreamObserver<StreamMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(SinkStream.class);
    private static final Pattern SESSION_ID = Pattern.compile("[!-~]{1,64}");
    private static final int MAX_RATE_HZ = 192_000;
    private static final int MAX_CHANNELS = 2;
    private static final int MAX_REFUSED = 1_024;
    private static final int MAX_LOGGED = 64;

    /** What the contract's sender can count at most. */
    private static final long MAX_DROPPED = (1L << 35) - 1;

    private final StreamObserver<ServiceMessage> answers;
    private final SinkSessions sessions;
    private final ScheduledExecutorService thread;
    private final int resumeTimeoutMs;
    private final @Nullable Reply reply;
    private final Map<String, ReplyPlayer> players = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private String node = "?";

    SinkStream(
            StreamObserver<ServiceMessage> answers,
            SinkSessions sessions,
            ScheduledExecutorService thread,
            int resumeTimeoutMs,
            @Nullable Reply reply) {
        this.answers = answers;
        this.sessions = sessions;
        this.thread = thread;
        this.resumeTimeoutMs = resumeTimeoutMs;
        this.reply = reply;
    }

    @Override
    public void onNext(StreamMessage message) {
        switch (message.getMessageCase()) {
            case HELLO -> {
                node =
                        printable(message.getHello().getNodeId())
                                + "/"
                                + message.getHello().getShard();
                LOG.info("node={} speech stream opened", node);
            }
            case BATCH -> message.getBatch().getSegmentsList().forEach(this::onSegment);
            case SESSION -> onSession(message.getSession());
            case REJECTED -> onRejected(message.getRejected());
            case PLAYBACK -> onPlayback(message.getPlayback());
            case MARK ->
                    LOG.info(
                            "call={} played up to {}, {} samples not played",
                            printable(message.getMark().getSessionId()),
                            printable(message.getMark().getName()),
                            message.getMark().getUnplayedSamples());
            // This service asks for no interruptions, and a newer client may say more than it
            // knows.
            case BARGE_IN, MESSAGE_NOT_SET -> {}
        }
    }

    private void onPlayback(PlaybackStatus status) {
        ReplyPlayer player = players.get(status.getSessionId());
        if (player != null) {
            player.onStatus(status);
        }
    }

    @Override
    public void onError(Throwable error) {
        LOG.warn("node={} speech stream broke: {}", node, error.getMessage());
        awaitResumption();
    }

    @Override
    public void onCompleted() {
        LOG.info("node={} speech stream closed", node);
        awaitResumption();
        answers.onCompleted();
    }

    private void onRejected(Rejected rejected) {
        LOG.warn(
                "node={} call={} rejected {}: {}",
                node,
                printable(rejected.getSessionId()),
                rejected.getCode(),
                printable(rejected.getDetail()));
    }

    private void awaitResumption() {
        sessions.flush(this);
        thread.schedule(
                () -> sessions.endAllOf(this, "stream-lost"),
                resumeTimeoutMs,
                TimeUnit.MILLISECONDS);
    }

    private void onSession(SessionEvent event) {
        String sessionId = event.getSessionId();
        if (!SESSION_ID.matcher(sessionId).matches()) {
            refuse(sessionId, "session_id must be 1 to 64 printable ASCII characters");
            return;
        }
        switch (event.getEventCase()) {
            case STARTED -> onStarted(sessionId, event.getStarted());
            case ENDED -> {
                players.remove(sessionId);
                sessions.end(sessionId, printable(event.getEnded().getReason()));
            }
            case DTMF ->
                    LOG.info(
                            "call={} pressed {}", sessionId, printable(event.getDtmf().getDigit()));
            case EVENT_NOT_SET -> {}
        }
    }

    private void onStarted(String sessionId, SessionStarted started) {
        if (sessions.open(sessionId, this) == null) {
            refuse(sessionId, "too many sessions; try again when some have ended");
            return;
        }
        LOG.info(
                "call={} speech session {}: {}, {} at {} Hz, {} channels",
                sessionId,
                started.getResumed() ? "resumed" : "started",
                printable(started.getType()),
                started.getFormat(),
                started.getSampleRateHz(),
                started.getChannels());
        if (reply != null && !started.getResumed()) {
            ReplyPlayer player = new ReplyPlayer(reply, sessionId, answers);
            players.put(sessionId, player);
            player.start(started.getPlaybackRoomMs());
        }
    }

    private void onSegment(AudioSegment segment) {
        String sessionId = segment.getSessionId();
        if (!isValid(segment)) {
            refuse(sessionId, "a segment needs a session id, a rate and one or two channels");
            return;
        }
        SinkSession session = sessions.open(sessionId, this);
        SinkLeg leg = session == null ? null : session.leg(segment);
        if (leg == null) {
            refuse(sessionId, "too many sessions, or too many legs of this one");
        } else if (leg.add(segment)) {
            sessions.tell(leg.level());
        }
    }

    private static boolean isValid(AudioSegment segment) {
        return SESSION_ID.matcher(segment.getSessionId()).matches()
                && segment.getFormat() != AudioFormat.UNRECOGNIZED
                && segment.getFormat() != AudioFormat.AUDIO_FORMAT_UNSPECIFIED
                && segment.getSampleRateHz() >= 1_000
                && segment.getSampleRateHz() <= MAX_RATE_HZ
                && segment.getChannels() >= 1
                && segment.getChannels() <= MAX_CHANNELS
                && segment.getDroppedSamples() >= 0
                && segment.getDroppedSamples() <= MAX_DROPPED;
    }

    /** Says so once for each session, however many of its segments are wrong. */
    private void refuse(String sessionId, String reason) {
        String id = sessionId.substring(0, Math.min(sessionId.length(), MAX_LOGGED));
        if (refused.size() < MAX_REFUSED && refused.add(id)) {
            LOG.warn("node={} call={} refused: {}", node, printable(id), reason);
            Refused.Builder answer = Refused.newBuilder().setSessionId(id).setReason(reason);
            answers.onNext(ServiceMessage.newBuilder().setRefused(answer).build());
        }
    }

    /** What a client sends goes into no log as it is. */
    private static String printable(String text) {
        String start = text.substring(0, Math.min(text.length(), MAX_LOGGED));
        return start.replaceAll("[^ -~]", "?");
    }
}
