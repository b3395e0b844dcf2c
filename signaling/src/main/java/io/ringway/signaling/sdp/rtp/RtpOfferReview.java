package io.ringway.signaling.sdp.rtp;

import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.RefusedSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which section of an offer is taken, before anything is opened for it. */
final class RtpOfferReview {

    private final SessionDescription offer;
    private final RtpPolicy policy;
    private final InetAddress local;
    private final List<RefusedSection> refused = new ArrayList<>();
    private SdpWarning warning = SdpWarning.MEDIA_TYPE_NOT_AVAILABLE;
    private RtpOffer.@Nullable Accepted accepted;

    private RtpOfferReview(SessionDescription offer, RtpPolicy policy, InetAddress local) {
        this.offer = offer;
        this.policy = policy;
        this.local = local;
    }

    /**
     * Reviews a whole offer.
     *
     * @param before index of the stream in the exchange before, which is kept if it can be; −1 for
     *     a first offer
     * @throws SdpException when nothing can be accepted, with the reason of each section
     */
    static RtpOffer review(
            SessionDescription offer, RtpPolicy policy, InetAddress local, int before)
            throws SdpException {
        return new RtpOfferReview(offer, policy, local).review(before);
    }

    private RtpOffer review(int before) throws SdpException {
        List<MediaSection> order = new ArrayList<>(offer.media());
        order.sort(Comparator.comparingInt(section -> section.index() == before ? 0 : 1));
        for (MediaSection section : order) {
            String reason = refusal(section);
            if (reason != null) {
                refused.add(
                        new RefusedSection(
                                section.index(),
                                section.midOrIndex(),
                                section.mediaLine().kind(),
                                reason));
            }
        }
        boolean switchedOff = before >= 0 && isOff(offer.media().get(before));
        if (accepted == null && !switchedOff) {
            throw SdpException.unacceptable(warning, 0, reasons());
        }
        refused.sort(Comparator.comparingInt(RefusedSection::index));
        return new RtpOffer(offer.media().stream().map(RtpSlot::of).toList(), accepted, refused);
    }

    /** Null when the section is the one to be taken. */
    private @Nullable String refusal(MediaSection section) throws SdpException {
        if (!section.isAudio()) {
            return "only audio is taken";
        }
        if (isOff(section)) {
            return "the offer switches it off with port 0";
        }
        if (accepted != null) {
            return "one audio stream is taken";
        }
        try {
            StatedAudio audio = StatedAudio.of(offer.session(), section, policy, local);
            accepted =
                    new RtpOffer.Accepted(
                            audio, CodecSelection.answer(section, audio.mux(), policy));
            return null;
        } catch (SdpException e) {
            if (e.reason() != SdpException.Reason.UNACCEPTABLE) {
                throw e;
            }
            if (warning == SdpWarning.MEDIA_TYPE_NOT_AVAILABLE) {
                warning = e.warning();
            }
            return e.getMessage();
        }
    }

    private static boolean isOff(MediaSection section) {
        return section.mediaLine().port() == 0;
    }

    private String reasons() {
        StringBuilder reasons = new StringBuilder("no section of the offer can be accepted");
        for (RefusedSection section : refused) {
            reasons.append("; ").append(section);
        }
        return refused.isEmpty()
                ? "the offer has no section; m=audio is needed"
                : reasons.toString();
    }
}
