package io.ringway.signaling.sdp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code a=rtpmap} line (RFC 8866 §6.6).
 *
 * @param encoding as written; names compare without case
 * @param channels 1 when the line does not say
 */
public record RtpMap(int payloadType, String encoding, int clockRateHz, int channels) {

    private static final Map<Integer, RtpMap> ASSIGNED =
            Map.of(
                    0, new RtpMap(0, "PCMU", 8_000, 1),
                    8, new RtpMap(8, "PCMA", 8_000, 1),
                    9, new RtpMap(9, "G722", 8_000, 1),
                    13, new RtpMap(13, "CN", 8_000, 1));

    /**
     * What a payload type means without being told (RFC 3551 §6, table 4); null when it means
     * nothing, or none of ours. 19, comfort noise in drafts of old, is reserved and means nothing.
     */
    public static @Nullable RtpMap assigned(int payloadType) {
        return ASSIGNED.get(payloadType);
    }

    static RtpMap parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.attributeValue());
        String[] codec = f.length == 2 ? f[1].split("/", -1) : new String[0];
        if (codec.length < 2 || codec.length > 3 || !SdpGrammar.isToken(codec[0])) {
            throw line.malformed(
                    "a=rtpmap must read '<payload type> <encoding>/<clock rate>[/<channels>]', got "
                            + SdpGrammar.quoted(line.attributeValue()));
        }
        return new RtpMap(
                (int) SdpGrammar.number(line, f[0], "payload type", 0, 127),
                codec[0],
                (int) SdpGrammar.number(line, codec[1], "clock rate", 1, 1_000_000_000),
                codec.length < 3 ? 1 : (int) SdpGrammar.number(line, codec[2], "channels", 1, 255));
    }

    /** Whether this is the codec of that name, rate and number of channels. */
    public boolean is(String name, int rateHz, int channelCount) {
        return encoding.equalsIgnoreCase(name) && clockRateHz == rateHz && channels == channelCount;
    }

    /** The value of an {@code a=rtpmap} line. */
    public String toSdp() {
        String rate = payloadType + " " + encoding + "/" + clockRateHz;
        return channels == 1 ? rate : rate + "/" + channels;
    }
}
