package io.ringway.signaling.sdp;

import io.ringway.signaling.sdp.SectionVerdict.Accepted;
import io.ringway.signaling.sdp.SectionVerdict.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what can be had of an offer before anything is opened for it: one transport, shared by
 * the first acceptable audio section and those bundled with it (RFC 8843 §7.3).
 */
final class OfferReview {

    private final SessionDescription offer;
    private final SdpLimits limits;
    private final List<SectionVerdict> verdicts = new ArrayList<>();

    private OfferReview(SessionDescription offer, SdpLimits limits) {
        this.offer = offer;
        this.limits = limits;
    }

    /**
     * Reviews a whole offer.
     *
     * @throws SdpException when no audio section is left, with the reason of each
     */
    static ReviewedOffer review(SessionDescription offer, SdpLimits limits) throws SdpException {
        return new OfferReview(offer, limits).review();
    }

    private ReviewedOffer review() throws SdpException {
        for (MediaSection section : offer.media()) {
            verdicts.add(SectionReview.review(offer, section));
        }
        MediaSection primary = firstAccepted();
        SdpGroup group = offer.bundleOf(primary.mid());
        refuseOutsiders(primary, group);
        List<String> bundle = acceptedIn(group);
        return new ReviewedOffer(verdicts, bundle, transport(primary, group, bundle));
    }

    private MediaSection firstAccepted() throws SdpException {
        StringBuilder reasons = new StringBuilder();
        boolean anyAudio = false;
        for (SectionVerdict verdict : verdicts) {
            switch (verdict) {
                case Accepted accepted -> {
                    return accepted.section();
                }
                case Refused refused -> {
                    if (refused.section().isAudio()) {
                        anyAudio = true;
                        reasons.append("; ").append(refused.describe());
                    }
                }
            }
        }
        throw SdpException.unacceptable(
                0,
                anyAudio
                        ? "no audio section of the offer can be accepted" + reasons
                        : "the offer has no audio section; an m=audio line with Opus is needed");
    }

    private void refuseOutsiders(MediaSection primary, @Nullable SdpGroup group) {
        int accepted = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            MediaSection section = verdicts.get(i).section();
            if (!(verdicts.get(i) instanceof Accepted)) {
                continue;
            }
            if (section != primary && !isIn(group, section)) {
                String why = "it is not bundled with section " + primary.index();
                verdicts.set(i, new Refused(section, why + "; one transport is taken"));
            } else if (++accepted > limits.maxAudioSections()) {
                String why = "at most " + limits.maxAudioSections() + " audio sections are taken";
                verdicts.set(i, new Refused(section, why));
            }
        }
    }

    private static boolean isIn(@Nullable SdpGroup group, MediaSection section) {
        return group != null && section.mid() != null && group.mids().contains(section.mid());
    }

    private List<String> acceptedIn(@Nullable SdpGroup group) {
        List<String> bundle = new ArrayList<>();
        if (group != null) {
            for (String mid : group.mids()) {
                MediaSection section = offer.section(mid);
                if (section != null && verdicts.get(section.index()) instanceof Accepted) {
                    bundle.add(mid);
                }
            }
        }
        return bundle;
    }

    /**
     * The transport of the answerer-tagged section, the first accepted one of the bundle. A section
     * that is {@code bundle-only} has none of its own and goes by the offerer-tagged one's, which
     * stands first in the group (RFC 8843 §7.1.1).
     */
    private StatedTransport transport(
            MediaSection primary, @Nullable SdpGroup group, List<String> bundle)
            throws SdpException {
        List<String> order = new ArrayList<>(bundle);
        if (group != null) {
            order.addAll(group.mids());
        } else {
            return required(primary);
        }
        for (String mid : order) {
            MediaSection section = offer.section(mid);
            if (section != null && StatedTransport.missingIn(section) == null) {
                return required(section);
            }
        }
        return required(primary);
    }

    private StatedTransport required(MediaSection section) throws SdpException {
        StatedTransport transport = StatedTransport.of(offer, section, limits);
        if (transport == null) {
            throw SdpException.unacceptable(
                    section.line(),
                    "the section cannot be reached: " + StatedTransport.missingIn(section));
        }
        if (transport.setup() == SetupRole.HOLDCONN) {
            throw SdpException.unacceptable(
                    section.line(), "a=setup:holdconn is not taken; offer actpass");
        }
        return transport;
    }
}
