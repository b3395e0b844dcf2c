package io.ringway.signaling.sdp.rtp;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.signaling.sdp.FormatParameters;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.OfferedFormat;
import io.ringway.signaling.sdp.RtpMap;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpGrammar;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SectionFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the codecs a section states are agreed to. */
final class CodecSelection {

    private static final int WAVEFORM_CLOCK_HZ = 8_000;

    private CodecSelection() {}

    /**
     * The formats of an answer: speech first, then comfort noise and telephone events on the clock
     * of that speech (RFC 4733 §2.1). Opus is often offered with events at 8 kHz alone: then those
     * are kept, for a call with keys is better than one without.
     *
     * @throws SdpException when no speech codec is left
     */
    static List<SectionFormat> answer(MediaSection section, boolean mux, RtpPolicy policy)
            throws SdpException {
        List<OfferedFormat> stated = stated(section, mux);
        List<OfferedFormat> speech = speech(stated, policy);
        if (speech.isEmpty()) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_MEDIA_FORMAT,
                    section.line(),
                    "it offers none of the speech codecs taken here: " + policy.codecs());
        }
        List<SectionFormat> formats = new ArrayList<>();
        Set<Integer> clocksHz = new HashSet<>();
        for (OfferedFormat format : speech) {
            clocksHz.add(format.map().clockRateHz());
            formats.add(format.answered(false));
        }
        boolean eventsFit = stated.stream().anyMatch(f -> isEvents(f) && fits(f, clocksHz));
        for (OfferedFormat format : stated) {
            boolean noise = format.codec() == Codec.COMFORT_NOISE && policy.comfortNoise();
            boolean fits = fits(format, clocksHz);
            if ((noise && fits) || (isEvents(format) && (fits || !eventsFit))) {
                formats.add(format.answered(false));
            }
        }
        return List.copyOf(formats);
    }

    private static boolean isEvents(OfferedFormat format) {
        return format.codec() == Codec.TELEPHONE_EVENT;
    }

    private static boolean fits(OfferedFormat format, Set<Integer> clocksHz) {
        return clocksHz.contains(format.map().clockRateHz());
    }

    private static List<OfferedFormat> speech(List<OfferedFormat> stated, RtpPolicy policy) {
        List<OfferedFormat> speech = new ArrayList<>(stated);
        speech.removeIf(format -> !policy.codecs().contains(format.codec()));
        if (policy.order() == CodecOrder.OURS) {
            speech.sort(Comparator.comparingInt(f -> policy.codecs().indexOf(f.codec())));
        }
        return policy.oneCodec() && speech.size() > 1 ? speech.subList(0, 1) : speech;
    }

    /**
     * Everything known here, in the section's order. A payload type that has to be explained and is
     * not (RFC 3551 §6) means nothing.
     */
    static List<OfferedFormat> stated(MediaSection section, boolean mux) throws SdpException {
        Map<Integer, RtpMap> maps = section.rtpMaps();
        Map<Integer, FormatParameters> parameters = section.formatParameters();
        List<OfferedFormat> stated = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (String format : section.mediaLine().formats()) {
            int payloadType = (int) Math.min(SdpGrammar.decimal(format), 128);
            RtpMap map = maps.getOrDefault(payloadType, RtpMap.assigned(payloadType));
            OfferedFormat known =
                    map == null || (mux && looksLikeRtcp(payloadType))
                            ? null
                            : OfferedFormat.of(map, parameters.get(payloadType));
            if (known != null && seen.add(payloadType)) {
                stated.add(known);
            }
        }
        return stated;
    }

    /** The formats of a first offer, under the numbers phones know them by. */
    static List<SectionFormat> offer(RtpPolicy policy) {
        List<SectionFormat> formats = new ArrayList<>();
        Set<Integer> clocksHz = new HashSet<>();
        for (Codec codec : policy.codecs()) {
            SectionFormat format = OfferedNumbers.of(codec);
            clocksHz.add(format.map().clockRateHz());
            formats.add(format);
        }
        if (policy.comfortNoise() && clocksHz.contains(WAVEFORM_CLOCK_HZ)) {
            formats.add(OfferedNumbers.of(Codec.COMFORT_NOISE));
        }
        for (SectionFormat events : OfferedNumbers.EVENTS) {
            int clockHz = events.map().clockRateHz();
            // Many know no events but those of the telephone's own clock, Opus or not.
            if (clockHz == WAVEFORM_CLOCK_HZ || clocksHz.contains(clockHz)) {
                formats.add(events);
            }
        }
        return List.copyOf(formats);
    }

    /** With rtcp-mux these cannot be told from RTCP packet types (RFC 5761 §4). */
    private static boolean looksLikeRtcp(int payloadType) {
        return payloadType >= 64 && payloadType <= 95;
    }
}
