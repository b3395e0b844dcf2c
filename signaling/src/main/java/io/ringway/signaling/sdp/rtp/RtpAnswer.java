package io.ringway.signaling.sdp.rtp;

/**
 * An answer of ours.
 *
 * @param sdp the text to send; may hold keys, so it is not for logs
 * @param terms what to tell the media plane
 */
public record RtpAnswer(String sdp, RtpTerms terms) {

    /** Leaves the text out. */
    @Override
    public String toString() {
        return "RtpAnswer[" + terms + "]";
    }
}
