package io.ringway.media.leg;

import io.ringway.media.codec.AudioSource;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.segment.SpeechEvent;
import io.ringway.media.voice.BargeInDetector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is played into a leg, and what its speech service is told of it. A leg nothing is ever
 * played into costs no memory for it.
 *
 * <p>Thread: the leg's shard.
 */
public final class LegPlayback implements PlaybackListener, FramePlayer {

    /** Less than this to begin with waits one frame for more: a sender may be on time, but just. */
    private static final long AMPLE_TICKS = 2L * PacedTransmission.FRAME_MS * 48;

    private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(PacedTransmission.FRAME_MS);

    private final String sessionId;
    private final ShardServices services;
    private final SpeechFeed speech;
    private final AudioTransmission outlet;
    private final PlaybackRoom room;
    private final BargeIn bargeIn;
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
        this.bargeIn = new BargeIn(services.shard().deadlines(), this);
    }

    /** Says what the remote party's voice does from now on. */
    void setBargeIn(BargeInSettings settings) {
        bargeIn.set(settings);
    }

    /** The remote party's voice began, lasted or did not. */
    void onVoice(BargeInDetector.Event event) {
        if (!closed) {
            bargeIn.onVoice(event, services.shard().nowNs());
        }
    }

    @Override
    public void setSource(@Nullable AudioSource source) {
        if (!closed) {
            paced().setSource(source, services.shard().nowNs());
        }
    }

    @Override
    public int rateHz() {
        return paced().rateHz();
    }

    /** Queues an item, for which room was taken. */
    public void add(PlaybackItem item) {
        if (!closed) {
            queue().add(item);
            wake();
        }
    }

    /** Sends telephone keys, for which room was taken. */
    public void press(String digits, int durationMs) {
        if (closed) {
            room.giveKeysBack(digits.length());
        } else {
            paced().press(digits, durationMs, services.shard().nowNs());
        }
    }

    /** Throws away what is queued. */
    public void clear() {
        bargeIn.cancel();
        if (queue != null) {
            queue.clear();
        }
    }

    /** Stops within a frame; what is queued waits. */
    public void pause() {
        bargeIn.cancel();
        hold();
    }

    /** The same until it is known what a voice will be. */
    void hold() {
        if (queue != null) {
            queue.pause();
        }
    }

    /** Whether something is on its way that goes before any other source. */
    boolean playing() {
        return state() == PlaybackStatus.State.PLAYING;
    }

    @Override
    public boolean busy() {
        return playing() || (paced != null && paced.pressing());
    }

    PlaybackStatus.State state() {
        return queue == null ? PlaybackStatus.State.IDLE : queue.state();
    }

    /** Goes on where {@link #pause} stopped. */
    public void resume() {
        bargeIn.cancel();
        if (queue != null) {
            queue.resume();
            wake();
        }
    }

    /** Media can flow, or may flow otherwise than before. */
    void wake() {
        if (paced != null && paced.pressing()) {
            paced.wake(services.shard().nowNs());
        }
        PlaybackQueue waiting = queue;
        if (waiting == null || closed || waiting.state() != PlaybackStatus.State.PLAYING) {
            return;
        }
        boolean ample = waiting.queuedTicks() >= AMPLE_TICKS;
        paced().wake(services.shard().nowNs() + (ample ? 0 : FRAME_NS));
    }

    /** The remote party reported on one of our streams. */
    void onReport(int ssrc, int fractionLost, long nowNs) {
        if (paced != null) {
            paced.onReport(ssrc, fractionLost, nowNs);
        }
    }

    void close() {
        closed = true;
        bargeIn.cancel();
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

    /** Tells what became of an interruption. */
    void tell(SpeechEvent.BargeInState state) {
        PlaybackQueue interrupted = queue();
        speech.tell(
                new SpeechEvent.BargeIn(
                        sessionId, state, interrupted.playedTicks(), interrupted.queuedTicks()));
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
                            services.shard(),
                            outlet,
                            queue(),
                            room,
                            services.streams().codecs(),
                            services.legSettings().voice());
            paced = current;
        }
        return current;
    }
}
