package io.ringway.signaling.sdp;

import io.ringway.media.PayloadFormat.Codec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a section's payload types can be used, in the section's order of preference. */
final class FormatSelection {

    private FormatSelection() {}

    /**
     * Opus, RED around that Opus and telephone-event; behind them G.711 and G.722 with the comfort
     * noise that goes with them, for Opus is the better one whatever the other side prefers.
     *
     * @return empty when nothing of it carries speech
     */
    static List<OfferedFormat> of(MediaSection section) throws SdpException {
        Map<Integer, RtpMap> maps = section.rtpMaps();
        Map<Integer, FormatParameters> parameters = section.formatParameters();
        List<OfferedFormat> known = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (String format : section.mediaLine().formats()) {
            int payloadType = payloadType(format);
            RtpMap map = maps.getOrDefault(payloadType, RtpMap.assigned(payloadType));
            if (map != null && !looksLikeRtcp(payloadType) && seen.add(payloadType)) {
                OfferedFormat offered = OfferedFormat.of(map, parameters.get(payloadType));
                if (offered != null) {
                    known.add(offered);
                }
            }
        }
        return usable(known);
    }

    private static List<OfferedFormat> usable(List<OfferedFormat> known) {
        Set<Integer> opus = new HashSet<>();
        List<OfferedFormat> waveforms = new ArrayList<>();
        for (OfferedFormat format : known) {
            if (format.codec() == Codec.OPUS) {
                opus.add(format.payloadType());
            } else if (format.codec().isSpeech()) {
                waveforms.add(format);
            }
        }
        if (opus.isEmpty() && waveforms.isEmpty()) {
            return List.of();
        }
        known.removeIf(format -> format.codec() == Codec.RED && !wraps(format, opus));
        List<OfferedFormat> noises =
                known.stream().filter(f -> f.codec() == Codec.COMFORT_NOISE).toList();
        known.removeAll(noises);
        if (!opus.isEmpty()) {
            known.removeAll(waveforms);
            known.addAll(waveforms);
        }
        if (!waveforms.isEmpty()) {
            known.addAll(noises);
        }
        return List.copyOf(known);
    }

    /** RFC 2198 §5: the parameters of RED list the payload types inside, parted by slashes. */
    private static boolean wraps(OfferedFormat red, Set<Integer> opus) {
        FormatParameters parameters = red.parameters();
        if (parameters == null) {
            return false;
        }
        for (String inner : parameters.text().split("/", -1)) {
            if (!opus.contains(payloadType(inner.strip()))) {
                return false;
            }
        }
        return true;
    }

    private static int payloadType(String format) {
        long value = SdpGrammar.decimal(format);
        return value > 127 ? -1 : (int) value;
    }

    /** With rtcp-mux these cannot be told from RTCP packet types (RFC 5761 §4). */
    private static boolean looksLikeRtcp(int payloadType) {
        return payloadType >= 64 && payloadType <= 95;
    }
}
