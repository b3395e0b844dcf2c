package io.ringway.signaling.sdp.rtp;

import io.ringway.signaling.sdp.MediaLine;
import io.ringway.signaling.sdp.MediaSection;
import org.jspecify.annotations.Nullable;

/**
 * One m-line of a session; never removed, only refused (RFC 3264 §8).
 *
 * @param line as last stated
 * @param mid null when the other side gave it none
 */
record RtpSlot(MediaLine line, @Nullable String mid) {

    static RtpSlot of(MediaSection section) {
        return new RtpSlot(section.mediaLine(), section.mid());
    }

    /** What the media plane calls it. */
    String midOr(int index) {
        return mid == null ? Integer.toString(index) : mid;
    }
}
