package io.ringway.media.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The sound that is fed into one leg, at most one at a time. Thread: any. */
final class PlayingSound {

    private final AtomicReference<@Nullable SoundFeeder> feeder = new AtomicReference<>();

    /** Feeds another sound; the one before stops. */
    void start(SoundFeeder next) {
        replaceBy(next);
        next.start();
    }

    /** Feeds no more of it; what has been queued is not touched. */
    void stop() {
        replaceBy(null);
    }

    private void replaceBy(@Nullable SoundFeeder next) {
        SoundFeeder former = feeder.getAndSet(next);
        if (former != null) {
            former.stop();
        }
    }
}
