package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.PacketDuration;
import io.ringway.media.jitter.PayloadLookup;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the payload types of a leg mean; they mean the same in all bundled sections.
 *
 * <p>Thread: one stage's, each of which has its own.
 */
final class PayloadTypes implements PayloadLookup {

    private static final int PAYLOAD_TYPES = 128;

    private final @Nullable PayloadFormat[] formats = new PayloadFormat[PAYLOAD_TYPES];

    void set(List<AudioSection> sections) {
        Arrays.fill(formats, null);
        for (AudioSection section : sections) {
            for (PayloadFormat format : section.formats()) {
                formats[format.payloadType()] = format;
            }
        }
    }

    /** Null when the payload type was not negotiated. */
    @Nullable PayloadFormat format(int payloadType) {
        return formats[payloadType];
    }

    @Override
    public boolean isRedundantAudio(int payloadType) {
        PayloadFormat format = formats[payloadType];
        return format != null && format.codec() == PayloadFormat.Codec.RED;
    }

    @Override
    public int durationTicks(int payloadType, DirectBuffer buffer, int offset, int length) {
        PayloadFormat format = formats[payloadType];
        return format == null ? 0 : PacketDuration.ticks(format.codec(), buffer, offset, length);
    }
}
