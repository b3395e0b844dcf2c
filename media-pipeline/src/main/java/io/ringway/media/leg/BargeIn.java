package io.ringway.media.leg;

import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.playback.PlaybackStatus.State;
import io.ringway.media.segment.SpeechEvent.BargeInState;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.voice.BargeInDetector;
import java.util.concurrent.TimeUnit;

/**
 * What the remote party's voice does to what is played: pauses it at once, and then ends it, or
 * lets it go on where it stopped.
 *
 * <p>Thread: the leg's shard.
 */
final class BargeIn extends DeadlineHeap.Entry {

    /** A sender that falls silent so that no packet tells of it has not interrupted. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final DeadlineHeap deadlines;
    private final LegPlayback playback;
    private BargeInSettings settings = BargeInSettings.OFF;
    private boolean undecided;

    BargeIn(DeadlineHeap deadlines, LegPlayback playback) {
        this.deadlines = deadlines;
        this.playback = playback;
    }

    void set(BargeInSettings newSettings) {
        settings = newSettings;
        if (!newSettings.pauses()) {
            onFalseStart();
        }
    }

    void onVoice(BargeInDetector.Event event, long nowNs) {
        switch (event) {
            case ONSET -> onOnset(nowNs);
            case CONFIRMED -> onConfirmed();
            case FALSE_START -> onFalseStart();
            case NONE, ENDED -> {}
        }
    }

    /** Somebody else decided. */
    void cancel() {
        undecided = false;
        deadlines.remove(this);
    }

    @Override
    protected void onDeadline(long nowNs) {
        onFalseStart();
    }

    private void onOnset(long nowNs) {
        if (settings.pauses() && !undecided && playback.state() == State.PLAYING) {
            undecided = true;
            playback.hold();
            playback.tell(BargeInState.STARTED);
            long confirmNs = TimeUnit.MILLISECONDS.toNanos(settings.confirmMs());
            deadlines.schedule(this, nowNs + confirmNs + PATIENCE_NS);
        }
    }

    private void onConfirmed() {
        if (undecided) {
            cancel();
            playback.tell(BargeInState.CONFIRMED);
            playback.clear();
        }
    }

    private void onFalseStart() {
        if (undecided) {
            cancel();
            playback.tell(BargeInState.FALSE_START);
            if (!settings.staysPaused()) {
                playback.resume();
            }
        }
    }
}
