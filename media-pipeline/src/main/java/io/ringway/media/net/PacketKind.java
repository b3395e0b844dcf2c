package io.ringway.media.net;

/**
 * What a datagram on the shared media port is, told by its first byte (RFC 7983 §7), and RTP from
 * RTCP by the second (RFC 5761 §4).
 */
public enum PacketKind {
    STUN,
    DTLS,
    RTP,
    RTCP,
    UNKNOWN;

    private static final PacketKind[] BY_FIRST_BYTE = new PacketKind[256];

    static {
        for (int first = 0; first < 256; first++) {
            BY_FIRST_BYTE[first] = classify(first);
        }
    }

    /**
     * Tells the kind of a datagram.
     *
     * @param first its first byte, 0 to 255
     * @param second its second byte, 0 to 255
     */
    public static PacketKind of(int first, int second) {
        PacketKind kind = BY_FIRST_BYTE[first];
        return kind == RTP && second >= 192 && second <= 223 ? RTCP : kind;
    }

    private static PacketKind classify(int first) {
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        // ZRTP (16–19) and TURN channels (64–79) are not spoken here.
        return first >= 128 && first <= 191 ? RTP : UNKNOWN;
    }
}
