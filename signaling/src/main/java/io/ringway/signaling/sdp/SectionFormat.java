package io.ringway.signaling.sdp;

import io.ringway.media.PayloadFormat;
import org.jspecify.annotations.Nullable;

/**
 * One payload type of a section that is on.
 *
 * @param payload what the media plane needs of it
 * @param map our {@code a=rtpmap}
 * @param parameters our {@code a=fmtp}, null when there is none
 */
public record SectionFormat(PayloadFormat payload, RtpMap map, @Nullable String parameters) {

    public int payloadType() {
        return payload.payloadType();
    }

    public PayloadFormat.Codec codec() {
        return payload.codec();
    }
}
