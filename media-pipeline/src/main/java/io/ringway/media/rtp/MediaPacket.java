package io.ringway.media.rtp;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One plain media packet as the stages hand it on: a reusable view of its payload and of what its
 * RTP header said.
 *
 * <p>Whoever calls owns the view and fills it anew for the next packet: a callee reads it, and the
 * bytes behind it, during the call only. Before a stream is in order, sequence and RTP time are as
 * on the wire; from {@code jitter} on they are extended to 64 bits. Thread: its owner's. Allocates
 * nothing.
 */
public final class MediaPacket {

    /** {@link #audioLevel} of a packet that does not tell. */
    public static final int LEVEL_UNKNOWN = -1;

    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int payloadOffset;
    private int payloadLength;
    private long sequence;
    private long rtpTimestamp;
    private int payloadType;
    private boolean marker;
    private int audioLevel = LEVEL_UNKNOWN;
    private boolean voiceBit;
    private long arrivalNs;
    private long heldNs;
    private boolean restored;

    /**
     * Shows a packet just received.
     *
     * @param header wrapped around it
     * @param packet what it is wrapped around
     * @param levelExtensionId of {@code ssrc-audio-level} (RFC 6464 §3), 0 when not negotiated
     */
    public MediaPacket wrap(
            RtpHeader header, DirectBuffer packet, int levelExtensionId, long arrival) {
        payload(packet, header.payloadOffset(), header.payloadLength());
        position(header.sequence(), header.timestamp());
        type(header.payloadType(), header.marker());
        times(arrival, 0).restored(false);
        if (levelExtensionId <= 0 || header.extensionLength(levelExtensionId) < 1) {
            return level(LEVEL_UNKNOWN, false);
        }
        int element = packet.getByte(header.extensionOffset(levelExtensionId));
        return level(element & 0x7F, element < 0);
    }

    /** Shows what another view shows. */
    public MediaPacket wrap(MediaPacket other) {
        payload(other.buffer, other.payloadOffset, other.payloadLength);
        position(other.sequence, other.rtpTimestamp);
        type(other.payloadType, other.marker);
        level(other.audioLevel, other.voiceBit);
        return times(other.arrivalNs, other.heldNs).restored(other.restored);
    }

    /** Sets where the payload lies. */
    public MediaPacket payload(DirectBuffer newBuffer, int offset, int length) {
        buffer = newBuffer;
        payloadOffset = offset;
        payloadLength = length;
        return this;
    }

    /** Sets where the packet stands in its stream. */
    public MediaPacket position(long newSequence, long newRtpTimestamp) {
        sequence = newSequence;
        rtpTimestamp = newRtpTimestamp;
        return this;
    }

    /** Sets what the payload is. */
    public MediaPacket type(int newPayloadType, boolean newMarker) {
        payloadType = newPayloadType;
        marker = newMarker;
        return this;
    }

    /** Sets how loud the sender says it is. */
    public MediaPacket level(int newAudioLevel, boolean newVoiceBit) {
        audioLevel = newAudioLevel;
        voiceBit = newVoiceBit;
        return this;
    }

    /** Sets when the packet came, and how long it was held back. */
    public MediaPacket times(long newArrivalNs, long newHeldNs) {
        arrivalNs = newArrivalNs;
        heldNs = newHeldNs;
        return this;
    }

    /** Sets whether this is a copy out of another packet. */
    public MediaPacket restored(boolean newRestored) {
        restored = newRestored;
        return this;
    }

    /** Holds the payload from {@link #payloadOffset} on. */
    public DirectBuffer buffer() {
        return buffer;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Grows by one each packet, but where packets are missing. */
    public long sequence() {
        return sequence;
    }

    public long rtpTimestamp() {
        return rtpTimestamp;
    }

    /** 0 to 127. */
    public int payloadType() {
        return payloadType;
    }

    public boolean marker() {
        return marker;
    }

    /**
     * How loud the packet is by its sender's word (RFC 6464 §3), in −dBov: 0 is the loudest, 127 is
     * silence, and {@link #LEVEL_UNKNOWN}.
     */
    public int audioLevel() {
        return audioLevel;
    }

    /** Whether the sender believes that there is voice; false also when it does not tell. */
    public boolean voiceBit() {
        return voiceBit;
    }

    /** When the packet came in. */
    public long arrivalNs() {
        return arrivalNs;
    }

    /** How long it was held back for others. */
    public long heldNs() {
        return heldNs;
    }

    /**
     * Whether the packet itself never came: this is its whole copy out of a later one (RFC 2198).
     */
    public boolean restored() {
        return restored;
    }
}
