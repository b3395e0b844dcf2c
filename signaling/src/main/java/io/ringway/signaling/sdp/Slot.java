package io.ringway.signaling.sdp;

import org.jspecify.annotations.Nullable;

/**
 * One m-line of a session. Slots are never removed, only refused or reused (RFC 3264 §8).
 *
 * @param line kind, protocol and formats as last stated; the port is written when it is known
 * @param mid null when the remote side gave it none
 * @param audio null while the slot is refused
 */
record Slot(MediaLine line, @Nullable String mid, @Nullable LiveAudio audio) {

    boolean isLive() {
        return audio != null;
    }

    Slot refused() {
        return new Slot(line, mid, null);
    }
}
