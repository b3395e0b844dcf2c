package io.ringway.server.dial;

import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.RtpMap;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLine;
import io.ringway.signaling.sdp.SessionDescription;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer agreed to, for people.
 *
 * @param codec name of the codec that is sent, such as {@code PCMA}; empty for none
 * @param security {@code plain RTP}, {@code SDES-SRTP} with its suite, or {@code DTLS-SRTP}
 * @param keys how keys are told: {@code RFC 4733} or {@code INFO}
 */
public record MediaAgreement(String codec, String security, String keys) {

    /** What the answer, of either side, says. */
    static MediaAgreement of(String answer) throws SdpException {
        for (MediaSection section : SessionDescription.parse(answer).media()) {
            if (section.isAudio() && section.isOn()) {
                return of(section);
            }
        }
        return new MediaAgreement("", "no audio", "INFO");
    }

    private static MediaAgreement of(MediaSection section) throws SdpException {
        String codec = "";
        boolean events = false;
        Map<Integer, RtpMap> maps = section.rtpMaps();
        for (String format : section.mediaLine().formats()) {
            RtpMap map = map(maps, Integer.parseInt(format));
            events |= map != null && map.encoding().equalsIgnoreCase("telephone-event");
            codec = codec.isEmpty() && map != null ? map.encoding() : codec;
        }
        return new MediaAgreement(codec, security(section), events ? "RFC 4733" : "INFO");
    }

    private static @Nullable RtpMap map(Map<Integer, RtpMap> maps, int payloadType) {
        RtpMap stated = maps.get(payloadType);
        return stated == null ? RtpMap.assigned(payloadType) : stated;
    }

    private static String security(MediaSection section) {
        SdpLine crypto = section.inherited("crypto");
        if (crypto != null) {
            String[] words = crypto.attributeValue().split(" ", 3);
            return words.length < 2 ? "SDES-SRTP" : "SDES-SRTP, " + words[1];
        }
        return section.inherited("fingerprint") == null ? "plain RTP" : "DTLS-SRTP";
    }

    /** Rate of the sound, for a file that is to hold it: nothing is gained by a higher one. */
    int rateHz() {
        return switch (codec.toUpperCase(Locale.ROOT)) {
            case "PCMA", "PCMU" -> 8_000;
            case "G722" -> 16_000;
            default -> 48_000;
        };
    }
}
