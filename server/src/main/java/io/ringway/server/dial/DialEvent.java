package io.ringway.server.dial;

import io.ringway.media.LegEvent;
import io.ringway.signaling.call.LegSignal;

/** What happens to the call that is placed. */
sealed interface DialEvent {

    /**
     * Of its signaling.
     *
     * @param atNs when, as {@link System#nanoTime}
     */
    record Signaled(LegSignal signal, long atNs) implements DialEvent {}

    /** Of its media. */
    record Media(LegEvent event, long atNs) implements DialEvent {}

    /** Both sides agreed on media, for the first time or anew. */
    record Agreed(MediaAgreement agreement) implements DialEvent {}

    /** The file has been handed to the leg, but for the last half second at most to its end. */
    record SoundRead() implements DialEvent {}

    /** Somebody here wants it to end. */
    record StopRequested() implements DialEvent {}
}
