package io.ringway.server.dial;

import io.ringway.signaling.sdp.rtp.SrtpUse;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import java.util.Locale;

/** How the media of a call is to be protected. */
public enum MediaProtection {
    /** Plain RTP. */
    OFF(Profile.RTP, SrtpUse.OFF),
    /** SRTP with keys in the SDP (RFC 4568). */
    SDES(Profile.SDES, SrtpUse.REQUIRED),
    /** SRTP with keys by DTLS (RFC 5764). */
    DTLS(Profile.DTLS_SRTP, SrtpUse.REQUIRED);

    private final Profile profile;
    private final SrtpUse use;

    MediaProtection(Profile profile, SrtpUse use) {
        this.profile = profile;
        this.use = use;
    }

    /**
     * @throws IllegalArgumentException when it is none of them
     */
    public static MediaProtection parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--srtp must be off, sdes or dtls, got '" + text + "'", e);
        }
    }

    Profile profile() {
        return profile;
    }

    SrtpUse use() {
        return use;
    }
}
