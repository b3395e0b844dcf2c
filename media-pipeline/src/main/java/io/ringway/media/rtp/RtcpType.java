package io.ringway.media.rtp;

/** RTCP packet types that mean something here (RFC 3550 §12.1, RFC 4585 §6.1). */
final class RtcpType {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;

    /** The feedback message type of a generic NACK. */
    static final int GENERIC_NACK = 1;

    private RtcpType() {}
}
