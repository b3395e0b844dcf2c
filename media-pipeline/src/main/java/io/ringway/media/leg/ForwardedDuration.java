package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.rtp.RedundantAudio;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * How long a received packet is that is forwarded as it came: in any codec, and by its primary
 * block where it is redundant audio (RFC 2198).
 *
 * <p>Thread: the leg's shard. Allocates nothing.
 */
final class ForwardedDuration {

    private final PayloadTypes payloadTypes = new PayloadTypes();
    private final RedundantAudio blocks = new RedundantAudio();

    void setSections(List<AudioSection> sections) {
        payloadTypes.set(sections);
    }

    /** Ticks of the payload's RTP clock; 0 of what has no length of its own, or is malformed. */
    int ticks(RtpHeader header, DirectBuffer plain) {
        int type = header.payloadType();
        int offset = header.payloadOffset();
        int length = header.payloadLength();
        if (payloadTypes.isRedundantAudio(type)) {
            if (blocks.wrap(plain, offset, length) < 0) {
                return 0;
            }
            type = blocks.primaryPayloadType();
            offset = blocks.primaryOffset();
            length = blocks.primaryLength();
        }
        return Math.max(0, payloadTypes.durationTicks(type, plain, offset, length));
    }
}
