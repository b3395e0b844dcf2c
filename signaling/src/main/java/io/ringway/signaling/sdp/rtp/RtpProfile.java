package io.ringway.signaling.sdp.rtp;

import org.jspecify.annotations.Nullable;

/** What the protocol of an {@code m=} line demands of its packets. */
public enum RtpProfile {
    /** Plain RTP, or SRTP where both know how (RFC 3551, RFC 8643). */
    AVP("RTP/AVP"),
    /** SRTP with keys in the SDP (RFC 3711, RFC 4568); of old, by DTLS too. */
    SAVP("RTP/SAVP"),
    /** SRTP with keys by DTLS (RFC 5764 §8). */
    UDP_TLS("UDP/TLS/RTP/SAVP");

    private final String sdpName;

    RtpProfile(String sdpName) {
        this.sdpName = sdpName;
    }

    /** The profile of a protocol with or without early feedback (RFC 4585), null for any other. */
    static @Nullable RtpProfile of(String protocol) {
        for (RtpProfile profile : values()) {
            if (protocol.equals(profile.sdpName) || protocol.equals(profile.sdpName + "F")) {
                return profile;
            }
        }
        return null;
    }

    /** The protocol in our own offers. */
    public String sdpName() {
        return sdpName;
    }
}
