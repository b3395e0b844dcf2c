package io.ringway.signaling.sdp;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SendingLimits;
import org.jspecify.annotations.Nullable;

/** A payload type the remote side states and the pipeline knows. */
public record OfferedFormat(Codec codec, RtpMap map, @Nullable FormatParameters parameters) {

    /** RFC 7587 §6.1: packets of 10 ms and more are fine, in-band FEC is made use of. */
    public static final String OPUS_PARAMETERS = "minptime=10;useinbandfec=1";

    /** More than any bit rate or sampling rate of Opus. */
    private static final int MAX_NUMBER = 1_000_000;

    /** Null when the codec is none of ours. */
    public static @Nullable OfferedFormat of(RtpMap map, @Nullable FormatParameters parameters) {
        Codec codec = null;
        if (map.is("opus", 48_000, 2)) {
            codec = Codec.OPUS;
        } else if (map.is("red", 48_000, 2)) {
            codec = Codec.RED;
        } else if (map.is("telephone-event", 48_000, 1) || map.is("telephone-event", 8_000, 1)) {
            codec = Codec.TELEPHONE_EVENT;
        } else if (map.is("PCMU", 8_000, 1)) {
            codec = Codec.PCMU;
        } else if (map.is("PCMA", 8_000, 1)) {
            codec = Codec.PCMA;
        } else if (map.is("G722", 8_000, 1)) {
            codec = Codec.G722;
        } else if (map.is("CN", 8_000, 1)) {
            codec = Codec.COMFORT_NOISE;
        }
        return codec == null ? null : new OfferedFormat(codec, map, parameters);
    }

    public int payloadType() {
        return map.payloadType();
    }

    /** Whether it wants or will send stereo (RFC 7587 §6.1). */
    boolean isStereo() {
        return isSet("stereo") || isSet("sprop-stereo");
    }

    /** What this side answers to it. */
    public SectionFormat answered(boolean stereoWanted) {
        boolean stereo = stereoWanted && isStereo();
        return switch (codec) {
            case OPUS ->
                    with(stereo ? 2 : 1, stereo ? OPUS_PARAMETERS + ";stereo=1" : OPUS_PARAMETERS);
            // RED and telephone-event parameters mean the same in both directions.
            case RED -> with(map.channels(), statedParameters());
            case TELEPHONE_EVENT -> with(1, statedParameters() == null ? null : "0-15");
            case PCMU, PCMA, G722, COMFORT_NOISE -> with(1, null);
        };
    }

    /** What is agreed when this is the answer to a format of ours. */
    public SectionFormat answering(SectionFormat offered) {
        int channels = codec == Codec.OPUS ? (isStereo() ? 2 : 1) : map.channels();
        return new SectionFormat(payload(channels), offered.map(), offered.parameters());
    }

    private SectionFormat with(int channels, @Nullable String ours) {
        return new SectionFormat(payload(channels), map, ours);
    }

    private PayloadFormat payload(int channels) {
        return new PayloadFormat(
                payloadType(), codec, map.clockRateHz(), channels, isSet("useinbandfec"), limits());
    }

    /** What its {@code a=fmtp} asks of the Opus we send (RFC 7587 §6.1). */
    private SendingLimits limits() {
        return codec != Codec.OPUS || parameters == null
                ? SendingLimits.NONE
                : new SendingLimits(
                        number("maxaveragebitrate"),
                        number("maxplaybackrate"),
                        isSet("usedtx"),
                        isSet("cbr"));
    }

    /** 0 when it is not stated, or is no number to go by. */
    private int number(String key) {
        String value = parameters == null ? null : parameters.value(key);
        long number = value == null ? 0 : SdpGrammar.decimal(value);
        return Math.clamp(number, 0, MAX_NUMBER);
    }

    private @Nullable String statedParameters() {
        return parameters == null ? null : parameters.text();
    }

    private boolean isSet(String flag) {
        return parameters != null && parameters.isSet(flag);
    }
}
