package io.ringway.signaling.sip.dialog;

import io.ringway.media.CloseReason;
import io.ringway.media.KeyOrigin;
import io.ringway.media.LegEvent;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.SerialQueue;
import io.ringway.signaling.sip.media.SipMedia;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every part of a leg needs: its queue, its observer, its media and its end.
 *
 * <p>Thread: the leg's queue, but for {@link #id}, {@link #media}, {@link #setMedia}, {@link
 * #ended} and {@link #enqueue}.
 */
final class LegCore {

    private static final Logger LOG = LoggerFactory.getLogger(LegCore.class);
    private static final int MOST_WAITING = 256;

    private final String id;
    private final AgentContext agent;
    private final SerialQueue queue;
    private final KeyPresses keyPresses = new KeyPresses();
    private LegObserver observer = signal -> {};
    private Consumer<Cause> mediaLoss = cause -> {};
    private volatile @Nullable SipMedia media;
    private boolean heldByRemote;
    private volatile boolean ended;

    LegCore(String id, AgentContext agent) {
        this.id = id;
        this.agent = agent;
        this.queue = new SerialQueue("sip-leg-" + id, MOST_WAITING);
    }

    String id() {
        return id;
    }

    AgentContext agent() {
        return agent;
    }

    UserAgentSettings settings() {
        return agent.settings();
    }

    Wire wire() {
        return agent.wire();
    }

    SerialQueue queue() {
        return queue;
    }

    void observe(LegObserver observer) {
        this.observer = observer;
    }

    /** Sets what ends the leg when its media is lost. */
    void onMediaLoss(Consumer<Cause> ending) {
        this.mediaLoss = ending;
    }

    /** Runs something later on; false when too much waits, as in a flood within one dialog. */
    boolean offer(Runnable task) {
        return queue.offer(task);
    }

    void enqueue(Runnable task) {
        queue.put(task);
    }

    /** Runs something on the queue after a while, unless it is cancelled first. */
    Future<?> after(long delayMs, Runnable task) {
        try {
            return agent.timers().schedule(() -> queue.put(task), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("leg={}: shutting down, no timer", id, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Monotonic time, in ns. */
    long nowNs() {
        return System.nanoTime();
    }

    @Nullable SipMedia media() {
        return media;
    }

    /** Gives the leg its media, which ends with it: at once when it has ended. Thread: any. */
    void setMedia(SipMedia opened) {
        boolean late;
        synchronized (this) {
            late = ended;
            media = opened;
        }
        if (late) {
            opened.close(CloseReason.LOCAL_HANGUP);
        }
    }

    boolean ended() {
        return ended;
    }

    void tell(LegSignal signal) {
        if (!ended) {
            observer.onSignal(signal);
        }
    }

    /** Tells that the call is answered, from when on media is to come. */
    void answered() {
        SipMedia open = media;
        if (open != null && !ended) {
            open.expectMedia();
        }
        tell(new LegSignal.Answered());
    }

    /** Ends the leg; what comes later does nothing. */
    void end(Cause cause, CloseReason reason) {
        if (ended) {
            return;
        }
        LOG.info("leg ended: leg={} cause={} detail={}", id, cause.kind(), cause.detail());
        SipMedia open;
        synchronized (this) {
            ended = true;
            open = media;
        }
        if (open != null) {
            open.close(reason);
        }
        agent.legs().leave();
        observer.onSignal(new LegSignal.Ended(cause));
    }

    /** Tells a hold or its end, when the last offer/answer brought one. */
    void reportHold() {
        SipMedia open = media;
        boolean held = open != null && open.heldByRemote();
        if (held != heldByRemote) {
            heldByRemote = held;
            tell(held ? new LegSignal.Held() : new LegSignal.Resumed());
        }
    }

    void keyPressed(char key, int durationMs, KeyOrigin origin) {
        if (keyPresses.isNew(key, origin, nowNs())) {
            SipMedia open = media;
            if (origin == KeyOrigin.SIGNALING && open != null) {
                open.leg().noteKey(key, durationMs);
            }
            tell(new LegSignal.KeyPressed(key, durationMs, origin));
        }
    }

    /** Hears of the leg's media. Thread: any. */
    void onMediaEvent(LegEvent event) {
        switch (event) {
            case LegEvent.KeyPressed(char key, int durationMs, KeyOrigin origin) ->
                    enqueue(() -> keyPressed(key, durationMs, origin));
            case LegEvent.Closed closed -> enqueue(() -> onMediaClosed(closed));
            case LegEvent.LocalCandidate _,
                    LegEvent.IceConnected _,
                    LegEvent.IceDisconnected _,
                    LegEvent.DtlsConnected _,
                    LegEvent.AudioStarted _,
                    LegEvent.SourceLearned _ -> {}
        }
    }

    private void onMediaClosed(LegEvent.Closed closed) {
        if (ended) {
            return;
        }
        Cause.Kind kind =
                switch (closed.reason()) {
                    case LOCAL_HANGUP, REMOTE_HANGUP, SPEECH_SERVICE_HANGUP -> Cause.Kind.HANGUP;
                    case MEDIA_TIMEOUT, ICE_EXPIRED, ICE_FAILED, DTLS_FAILED ->
                            Cause.Kind.MEDIA_LOST;
                    case FINGERPRINT_MISMATCH -> Cause.Kind.PROTOCOL_ERROR;
                    case SHUTDOWN -> Cause.Kind.OVERLOAD;
                    case INTERNAL_ERROR -> Cause.Kind.INTERNAL_ERROR;
                };
        mediaLoss.accept(new Cause(kind, closed.detail()));
    }
}
