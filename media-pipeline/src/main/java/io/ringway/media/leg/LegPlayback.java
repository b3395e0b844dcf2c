package io.ringway.media.leg;

import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.segment.SpeechEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is played into a leg, and what its speech service is told of it. A leg nothing is ever
 * played into costs no memory for it.
 *
 * <p>Thread: the leg's shard.
 */
public final class LegPlayback implements PlaybackListener {

    /** Less than this to begin with waits one frame for more: a sender may be on time, but just. */
    private static final long AMPLE_TICKS = 2L * PacedTransmission.FRAME_MS * 48;

    private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(PacedTransmission.FRAME_MS);

    private final String sessionId;
    private final ShardServices services;
    private final SpeechFeed speech;
    private final AudioTransmission outlet;
    private final PlaybackRoom room;
    private @Nullable PlaybackQueue queue;
    private @Nullable PacedTransmission paced;
    private boolean closed;

    LegPlayback(
            String sessionId,
            ShardServices services,
            SpeechFeed speech,
            AudioTransmission outlet,
            PlaybackRoom room) {
        this.sessionId = sessionId;
        this.services = services;
        this.speech = speech;
        this.outlet = outlet;
        this.room = room;
    }

    /** Queues an item, for which room was taken. */
    public void add(PlaybackItem item) {
        if (!closed) {
            queue().add(item);
            wake();
        }
    }

    /** Throws away what is queued. */
    public void clear() {
        if (queue != null) {
            queue.clear();
        }
    }

    /** Stops within a frame; what is queued waits. */
    public void pause() {
        if (queue != null) {
            queue.pause();
        }
    }

    /** Goes on where {@link #pause} stopped. */
    public void resume() {
        if (queue != null) {
            queue.resume();
            wake();
        }
    }

    /** Media can flow, or may flow otherwise than before. */
    void wake() {
        PlaybackQueue waiting = queue;
        if (waiting == null || closed || waiting.state() != PlaybackStatus.State.PLAYING) {
            return;
        }
        boolean ample = waiting.queuedTicks() >= AMPLE_TICKS;
        paced().wake(services.shard().nowNs() + (ample ? 0 : FRAME_NS));
    }

    /** The remote party reported on one of our streams. */
    void onReport(int ssrc, int fractionLost) {
        if (paced != null) {
            paced.onReport(ssrc, fractionLost);
        }
    }

    void close() {
        closed = true;
        if (queue != null) {
            queue.close();
        }
        if (paced != null) {
            paced.close();
        }
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        speech.tell(new SpeechEvent.MarkReached(sessionId, name, unplayedTicks));
    }

    @Override
    public void onStatus(PlaybackStatus status) {
        speech.tell(new SpeechEvent.Playback(sessionId, status));
    }

    private PlaybackQueue queue() {
        PlaybackQueue current = queue;
        if (current == null) {
            current = new PlaybackQueue(services.streams().codecs(), room, this);
            queue = current;
        }
        return current;
    }

    private PacedTransmission paced() {
        PacedTransmission current = paced;
        if (current == null) {
            current =
                    new PacedTransmission(
                            services.shard(), outlet, queue(), services.streams().codecs());
            paced = current;
        }
        return current;
    }
}
