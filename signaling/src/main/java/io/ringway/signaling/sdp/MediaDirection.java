package io.ringway.signaling.sdp;

import org.jspecify.annotations.Nullable;

/** Which way media flows, seen from the side whose description says so (RFC 8866 §6.7). */
public enum MediaDirection {
    SENDRECV("sendrecv", true, true),
    SENDONLY("sendonly", true, false),
    RECVONLY("recvonly", false, true),
    INACTIVE("inactive", false, false);

    private final String sdpName;
    private final boolean sends;
    private final boolean receives;

    MediaDirection(String sdpName, boolean sends, boolean receives) {
        this.sdpName = sdpName;
        this.sends = sends;
        this.receives = receives;
    }

    public static MediaDirection of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The direction of that attribute name, null when it names none. */
    public static @Nullable MediaDirection named(String name) {
        for (MediaDirection direction : values()) {
            if (direction.sdpName.equals(name)) {
                return direction;
            }
        }
        return null;
    }

    /** The first direction stated, null when none is. */
    static @Nullable MediaDirection statedIn(SdpLines lines) {
        for (SdpLine line : lines.all()) {
            MediaDirection direction = named(line.attributeName());
            if (direction != null) {
                return direction;
            }
        }
        return null;
    }

    public String sdpName() {
        return sdpName;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same flow seen from the other side. */
    public MediaDirection reversed() {
        return of(receives, sends);
    }

    /** What is left when both have to agree. */
    public MediaDirection and(MediaDirection other) {
        return of(sends && other.sends, receives && other.receives);
    }
}
