package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the payload types of a leg mean; they mean the same in all bundled sections.
 *
 * <p>Thread: the decoding stage's.
 */
final class PayloadTypes {

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
}
