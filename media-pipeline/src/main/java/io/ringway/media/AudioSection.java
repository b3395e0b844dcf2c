package io.ringway.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One negotiated audio m-line.
 *
 * @param mid its {@code a=mid}, or its index in decimal when it has none
 * @param formats payload formats both sides accept, preferred first; at least one
 * @param receive whether the remote side may send
 * @param send whether this side may send
 * @param remoteSsrcs SSRCs announced by {@code a=ssrc}, as unsigned values; may be empty
 * @param localSsrc SSRC this side sends with, unsigned
 * @param midExtensionId header-extension id of {@code urn:ietf:params:rtp-hdrext:sdes:mid}, 0 if
 *     none
 * @param levelExtensionId id of {@code urn:ietf:params:rtp-hdrext:ssrc-audio-level} (RFC 6464), 0
 *     if none
 * @param packetTimeMs length of the packets of speech we send: 10, 20, 30, 40 or 60; see {@link
 *     PacketTime}
 */
public record AudioSection(
        String mid,
        List<PayloadFormat> formats,
        boolean receive,
        boolean send,
        List<Long> remoteSsrcs,
        long localSsrc,
        int midExtensionId,
        int levelExtensionId,
        int packetTimeMs) {

    public AudioSection {
        formats = List.copyOf(formats);
        remoteSsrcs = List.copyOf(remoteSsrcs);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("audio section " + mid + " has no payload format");
        }
        for (PayloadFormat format : formats) {
            if (format.codec().isSpeech() && !PacketTime.isSendable(packetTimeMs, format.codec())) {
                throw new IllegalArgumentException(
                        format.codec() + " has no packets of " + packetTimeMs + " ms");
            }
        }
    }

    /** A section whose packets of speech are of 20 ms. */
    public AudioSection(
            String mid,
            List<PayloadFormat> formats,
            boolean receive,
            boolean send,
            List<Long> remoteSsrcs,
            long localSsrc,
            int midExtensionId,
            int levelExtensionId) {
        this(
                mid,
                formats,
                receive,
                send,
                remoteSsrcs,
                localSsrc,
                midExtensionId,
                levelExtensionId,
                PacketTime.USUAL_MS);
    }

    /** The same with packets of speech of another length. */
    public AudioSection withPacketTime(int newPacketTimeMs) {
        return new AudioSection(
                mid,
                formats,
                receive,
                send,
                remoteSsrcs,
                localSsrc,
                midExtensionId,
                levelExtensionId,
                newPacketTimeMs);
    }

    /**
     * RTP clock of the stream a packet of that payload type belongs to; that of the speech when it
     * was not negotiated. Keys have the time of the speech they stand between (RFC 4733 §2.1), even
     * where they are told with another clock.
     */
    public int clockRateHz(int payloadType) {
        PayloadFormat format = format(payloadType);
        PayloadFormat speech = speechFormat();
        if (speech != null && (format == null || isForeign(format))) {
            return speech.clockRateHz();
        }
        return (format == null ? formats.getFirst() : format).clockRateHz();
    }

    /** What a payload type is; null when it was not negotiated for this section. */
    public @Nullable PayloadFormat format(int payloadType) {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).payloadType() == payloadType) {
                return formats.get(i);
            }
        }
        return null;
    }

    /** How speech is sent: the preferred one of the formats that carry it; null when none does. */
    public @Nullable PayloadFormat speechFormat() {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).codec().isSpeech()) {
                return formats.get(i);
            }
        }
        return null;
    }

    /**
     * How telephone keys are told (RFC 4733): the events on the clock of the speech that is sent,
     * else the first ones. Null when they were not negotiated.
     */
    public @Nullable PayloadFormat keyFormat() {
        PayloadFormat speech = speechFormat();
        PayloadFormat first = null;
        for (int i = 0; i < formats.size(); i++) {
            PayloadFormat format = formats.get(i);
            if (format.codec() == PayloadFormat.Codec.TELEPHONE_EVENT) {
                if (speech != null && format.clockRateHz() == speech.clockRateHz()) {
                    return format;
                }
                first = first == null ? format : first;
            }
        }
        return first;
    }

    /** Whether it tells keys on a clock that no speech here has. */
    private boolean isForeign(PayloadFormat format) {
        boolean foreign = format.codec() == PayloadFormat.Codec.TELEPHONE_EVENT;
        for (int i = 0; i < formats.size() && foreign; i++) {
            PayloadFormat other = formats.get(i);
            foreign = !other.codec().isSpeech() || other.clockRateHz() != format.clockRateHz();
        }
        return foreign;
    }

    /** Whether that payload type was negotiated for this section. */
    public boolean accepts(int payloadType) {
        return format(payloadType) != null;
    }
}
