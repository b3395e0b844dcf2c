package io.ringway.signaling.sdp.rtp;

import io.ringway.media.PayloadFormat;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.OfferedFormat;
import io.ringway.signaling.sdp.RtpMap;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpGrammar;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SectionFormat;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds an answer against the offer of ours it is for (RFC 3264 §6). */
final class RtpAnswerReview {

    private RtpAnswerReview() {}

    /**
     * The section that answers ours.
     *
     * @throws SdpException when sections do not match one for one
     */
    static MediaSection live(SessionDescription answer, List<RtpSlot> slots, int live)
            throws SdpException {
        if (answer.media().size() != slots.size()) {
            throw SdpException.unacceptable(
                    0,
                    "the answer has "
                            + answer.media().size()
                            + " m-lines; the offer has "
                            + slots.size()
                            + ", and each needs its answer");
        }
        MediaSection section = answer.media().get(live);
        if (!section.isAudio()) {
            throw SdpException.unacceptable(
                    SdpWarning.MEDIA_TYPE_NOT_AVAILABLE,
                    section.line(),
                    "this m-line must answer the offer's audio");
        }
        return section;
    }

    /**
     * The section's transport, which has to be of the kind offered; whether SRTP is wanted was
     * decided with the offer.
     */
    static StatedAudio audio(
            SessionDescription answer,
            MediaSection section,
            String offered,
            RtpPolicy policy,
            InetAddress local)
            throws SdpException {
        String stated = section.mediaLine().protocol();
        if (RtpProfile.of(stated) != RtpProfile.of(offered)) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_TRANSPORT,
                    section.line(),
                    "the answer's protocol must be "
                            + offered
                            + ", got "
                            + SdpGrammar.quoted(stated));
        }
        return StatedAudio.of(answer.session(), section, policy.withSrtp(SrtpUse.OPTIONAL), local);
    }

    /**
     * The offered codecs the answer keeps, in its order, under its numbers: those we send with.
     * Where it changed a number, packets may still come under ours (RFC 3264 §6.1), so that one
     * follows at the end.
     *
     * @throws SdpException when no speech codec is left
     */
    static List<SectionFormat> formats(
            MediaSection section, boolean mux, List<SectionFormat> offered) throws SdpException {
        List<SectionFormat> agreed = new ArrayList<>();
        List<SectionFormat> renumbered = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        boolean speech = false;
        for (OfferedFormat stated : CodecSelection.stated(section, mux)) {
            SectionFormat own = offered(stated, offered);
            if (own == null || !numbers.add(stated.payloadType())) {
                continue;
            }
            speech |= own.codec().isSpeech();
            agreed.add(stated.answering(numbered(own, stated.payloadType())));
            if (own.payloadType() != stated.payloadType()) {
                renumbered.add(own);
            }
        }
        if (!speech) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_MEDIA_FORMAT,
                    section.line(),
                    "the answer must keep one of the speech codecs offered");
        }
        renumbered.removeIf(format -> !numbers.add(format.payloadType()));
        agreed.addAll(renumbered);
        return agreed;
    }

    /** Ours of the same number, else of the same kind; null when we did not offer it. */
    private static @Nullable SectionFormat offered(
            OfferedFormat stated, List<SectionFormat> offered) {
        SectionFormat same = null;
        for (SectionFormat own : offered) {
            boolean matches =
                    own.codec() == stated.codec()
                            && own.map().clockRateHz() == stated.map().clockRateHz();
            if (matches && (same == null || own.payloadType() == stated.payloadType())) {
                same = own;
            }
        }
        return same;
    }

    private static SectionFormat numbered(SectionFormat own, int payloadType) {
        PayloadFormat payload = own.payload();
        RtpMap map = own.map();
        return new SectionFormat(
                new PayloadFormat(
                        payloadType,
                        payload.codec(),
                        payload.clockRateHz(),
                        payload.channels(),
                        payload.inbandFec()),
                new RtpMap(payloadType, map.encoding(), map.clockRateHz(), map.channels()),
                own.parameters());
    }
}
