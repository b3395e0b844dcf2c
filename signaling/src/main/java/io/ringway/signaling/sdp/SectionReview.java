package io.ringway.signaling.sdp;

import io.ringway.signaling.sdp.SectionVerdict.Accepted;
import io.ringway.signaling.sdp.SectionVerdict.Refused;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges one offered section by itself; what concerns several is {@link OfferReview}'s. */
final class SectionReview {

    /** DTLS-SRTP under the names it has had (RFC 5764 §8, RFC 8829 §5.1.2). */
    static final Set<String> PROTOCOLS =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF");

    private SectionReview() {}

    static SectionVerdict review(SessionDescription offer, MediaSection section)
            throws SdpException {
        String reason = unwanted(section);
        if (reason == null && offer.bundleOf(section.mid()) == null) {
            reason = StatedTransport.missingIn(section);
        }
        if (reason != null) {
            return new Refused(section, reason);
        }
        List<OfferedFormat> formats = FormatSelection.of(section);
        return formats.isEmpty()
                ? new Refused(
                        section,
                        "it offers no opus/48000/2, PCMU, PCMA or G722; no other speech codec is taken")
                : new Accepted(section, formats);
    }

    private static @Nullable String unwanted(MediaSection section) {
        if (!section.isAudio()) {
            return "only audio is taken";
        }
        if (!section.isOn()) {
            return "the offer switches it off with port 0";
        }
        if (!PROTOCOLS.contains(section.mediaLine().protocol())) {
            return "its protocol must be UDP/TLS/RTP/SAVPF (DTLS-SRTP), not "
                    + SdpGrammar.quoted(section.mediaLine().protocol());
        }
        if (!section.rtcpMux()) {
            return "it lacks a=rtcp-mux; RTP and RTCP have to share a port";
        }
        return null;
    }
}
