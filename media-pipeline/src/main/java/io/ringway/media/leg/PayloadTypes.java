package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.PacketDuration;
import io.ringway.media.jitter.PayloadLookup;
import java.util.ArrayList;
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

    /**
     * By payload type, where its format stands. Few of them are used, and there are four such
     * tables a leg.
     */
    private final byte[] places = new byte[PAYLOAD_TYPES];

    /** The first stands for what was not negotiated. */
    private @Nullable PayloadFormat[] formats = new PayloadFormat[1];

    void set(List<AudioSection> sections) {
        Arrays.fill(places, (byte) 0);
        List<@Nullable PayloadFormat> all = new ArrayList<>();
        all.add(null);
        for (AudioSection section : sections) {
            for (PayloadFormat format : section.formats()) {
                put(format, all);
            }
        }
        formats = all.toArray(new PayloadFormat[0]);
    }

    /** In bundled sections, the last one counts. */
    private void put(PayloadFormat format, List<@Nullable PayloadFormat> all) {
        int place = places[format.payloadType()];
        if (place == 0) {
            places[format.payloadType()] = (byte) all.size();
            all.add(format);
        } else {
            all.set(place, format);
        }
    }

    /** Null when the payload type was not negotiated. */
    @Nullable PayloadFormat format(int payloadType) {
        return formats[places[payloadType]];
    }

    @Override
    public boolean isRedundantAudio(int payloadType) {
        PayloadFormat format = format(payloadType);
        return format != null && format.codec() == PayloadFormat.Codec.RED;
    }

    @Override
    public int durationTicks(int payloadType, DirectBuffer buffer, int offset, int length) {
        PayloadFormat format = format(payloadType);
        return format == null ? 0 : PacketDuration.ticks(format.codec(), buffer, offset, length);
    }
}
