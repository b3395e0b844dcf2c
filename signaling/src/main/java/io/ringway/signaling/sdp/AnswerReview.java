package io.ringway.signaling.sdp;

import io.ringway.media.dtls.DtlsRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds an answer against the offer of ours it is for (RFC 3264 §6, RFC 8829 §5.7).
 *
 * @param slots the offered slots as answered
 * @param refused those we offered that the answer switches off
 */
record AnswerReview(
        List<Slot> slots,
        List<RefusedSection> refused,
        StatedTransport transport,
        DtlsRole localRole) {

    /**
     * Checks and merges.
     *
     * @throws SdpException when sections do not match one for one, nothing is left on, or an
     *     accepted section takes what was not offered
     */
    static AnswerReview of(SessionDescription answer, List<Slot> offered, SdpLimits limits)
            throws SdpException {
        if (answer.media().size() != offered.size()) {
            throw SdpException.unacceptable(
                    0,
                    "the answer has "
                            + answer.media().size()
                            + " m-lines; the offer has "
                            + offered.size()
                            + ", and each needs its answer");
        }
        List<Slot> slots = new ArrayList<>();
        List<RefusedSection> refused = new ArrayList<>();
        List<MediaSection> live = new ArrayList<>();
        for (MediaSection section : answer.media()) {
            Slot slot = merge(section, offered.get(section.index()), limits);
            slots.add(slot);
            if (slot.isLive()) {
                live.add(section);
            } else if (offered.get(section.index()).isLive()) {
                refused.add(
                        new RefusedSection(
                                section.index(),
                                section.midOrIndex(),
                                section.mediaLine().kind(),
                                "the answer switches it off with port 0"));
            }
        }
        MediaSection tagged = tagged(answer, live);
        StatedTransport transport = transport(answer, tagged, limits);
        return new AnswerReview(slots, refused, transport, role(transport, tagged));
    }

    private static Slot merge(MediaSection section, Slot offered, SdpLimits limits)
            throws SdpException {
        boolean sameKind = section.mediaLine().kind().equals(offered.line().kind());
        boolean sameMid = section.mid() == null || Objects.equals(section.mid(), offered.mid());
        if (!sameKind || !sameMid) {
            throw SdpException.unacceptable(
                    section.line(),
                    "this m-line must answer the offer's "
                            + offered.line().kind()
                            + " section with mid "
                            + SdpGrammar.clipped(offered.mid() == null ? "none" : offered.mid()));
        }
        LiveAudio audio = offered.audio();
        if (audio == null || section.mediaLine().port() == 0) {
            return offered.refused();
        }
        if (!section.rtcpMux()) {
            throw SdpException.unacceptable(
                    section.line(), "the answer lacks a=rtcp-mux, which the offer requires");
        }
        return new Slot(offered.line(), offered.mid(), agreed(section, audio, limits));
    }

    private static LiveAudio agreed(MediaSection section, LiveAudio offered, SdpLimits limits)
            throws SdpException {
        List<HeaderExtension> stated = section.headerExtensions();
        List<SectionFormat> formats = formats(section, offered);
        return new LiveAudio(
                offered.direction().and(section.direction().reversed()),
                formats,
                offered.extensions().stream()
                        .filter(ours -> stated.stream().anyMatch(s -> isSame(ours, s)))
                        .toList(),
                LiveAudio.ssrcsOf(section, limits),
                offered.stream(),
                LiveAudio.packetTimeMs(section, formats),
                section.maxPacketTimeMs());
    }

    private static boolean isSame(HeaderExtension ours, HeaderExtension stated) {
        return ours.id() == stated.id() && ours.uri().equals(stated.uri());
    }

    /** The offered payload types the answer keeps, in the answer's order of preference. */
    private static List<SectionFormat> formats(MediaSection section, LiveAudio offered)
            throws SdpException {
        Map<Integer, SectionFormat> ours = new HashMap<>();
        offered.formats().forEach(format -> ours.put(format.payloadType(), format));
        List<SectionFormat> agreed = new ArrayList<>();
        boolean speech = false;
        for (OfferedFormat format : FormatSelection.of(section)) {
            SectionFormat own = ours.get(format.payloadType());
            if (own != null && own.codec() == format.codec()) {
                agreed.add(format.answering(own));
                speech |= own.codec().isSpeech();
            }
        }
        if (!speech) {
            throw SdpException.unacceptable(
                    section.line(),
                    "the answer must keep an offered speech payload type, number included");
        }
        return agreed;
    }

    private static MediaSection tagged(SessionDescription answer, List<MediaSection> live)
            throws SdpException {
        if (live.isEmpty()) {
            throw SdpException.unacceptable(0, "the answer refuses every audio section");
        }
        MediaSection first = live.getFirst();
        SdpGroup group = answer.bundleOf(first.mid());
        MediaSection tagged = first;
        for (MediaSection section : live) {
            boolean bundled = group != null && group.mids().contains(section.midOrIndex());
            if (live.size() > 1 && !bundled) {
                throw SdpException.unacceptable(
                        section.line(), "the answer must bundle all audio sections it accepts");
            }
            if (group != null && rank(group, section) < rank(group, tagged)) {
                tagged = section;
            }
        }
        return tagged;
    }

    private static int rank(SdpGroup group, MediaSection section) {
        return group.mids().indexOf(section.midOrIndex());
    }

    private static StatedTransport transport(
            SessionDescription answer, MediaSection tagged, SdpLimits limits) throws SdpException {
        StatedTransport transport = StatedTransport.of(answer, tagged, limits);
        if (transport == null) {
            throw SdpException.unacceptable(
                    tagged.line(),
                    "the section cannot be reached: " + StatedTransport.missingIn(tagged));
        }
        return transport;
    }

    /** Without the line the answerer is passive (RFC 4145 §4). */
    private static DtlsRole role(StatedTransport transport, MediaSection tagged)
            throws SdpException {
        SetupRole setup = transport.setup();
        if (setup == null || setup == SetupRole.PASSIVE) {
            return DtlsRole.CLIENT;
        }
        if (setup == SetupRole.ACTIVE) {
            return DtlsRole.SERVER;
        }
        throw SdpException.unacceptable(
                tagged.line(),
                "an answer must settle the DTLS role: a=setup:active or passive, not "
                        + setup.sdpName());
    }
}
