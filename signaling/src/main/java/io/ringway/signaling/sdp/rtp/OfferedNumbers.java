package io.ringway.signaling.sdp.rtp;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.signaling.sdp.OfferedFormat;
import io.ringway.signaling.sdp.RtpMap;
import io.ringway.signaling.sdp.SectionFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payload types of our own offers: assigned ones (RFC 3551 §6), else those most use. */
final class OfferedNumbers {

    private static final String KEYS = "0-15";

    /** On each clock that speech may have, that of phones first. */
    static final List<SectionFormat> EVENTS =
            List.of(
                    format(Codec.TELEPHONE_EVENT, 101, "telephone-event", 8_000, 1, KEYS),
                    format(Codec.TELEPHONE_EVENT, 110, "telephone-event", 48_000, 1, KEYS));

    private static final SectionFormat OPUS =
            format(Codec.OPUS, 111, "opus", 48_000, 2, OfferedFormat.OPUS_PARAMETERS);
    private static final SectionFormat PCMU = format(Codec.PCMU, 0, "PCMU", 8_000, 1, null);
    private static final SectionFormat PCMA = format(Codec.PCMA, 8, "PCMA", 8_000, 1, null);
    private static final SectionFormat G722 = format(Codec.G722, 9, "G722", 8_000, 1, null);
    private static final SectionFormat NOISE =
            format(Codec.COMFORT_NOISE, 13, "CN", 8_000, 1, null);

    private OfferedNumbers() {}

    /**
     * @throws IllegalArgumentException for RED, which phones do not know, and for events, of which
     *     there are several
     */
    static SectionFormat of(Codec codec) {
        return switch (codec) {
            case OPUS -> OPUS;
            case PCMU -> PCMU;
            case PCMA -> PCMA;
            case G722 -> G722;
            case COMFORT_NOISE -> NOISE;
            case RED, TELEPHONE_EVENT ->
                    throw new IllegalArgumentException(codec + " has no number of its own");
        };
    }

    private static SectionFormat format(
            Codec codec,
            int payloadType,
            String encoding,
            int clockRateHz,
            int channels,
            @Nullable String parameters) {
        RtpMap map = new RtpMap(payloadType, encoding, clockRateHz, channels);
        // Opus is told with two channels always (RFC 7587 §4.1); mono is what we ask for.
        PayloadFormat payload = new PayloadFormat(payloadType, codec, clockRateHz, 1, false);
        return new SectionFormat(payload, map, parameters);
    }
}
