package io.ringway.server.call;

import io.ringway.media.AudioSection;
import io.ringway.media.IceLegControl;
import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.sdp.Answer;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.Negotiated;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.OfferPolicy;
import io.ringway.signaling.sdp.RemoteOffer;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLimits;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A call's offer/answer, and what it means for the leg. Thread: the call's. */
final class CallNegotiation {

    private static final int MAX_EARLY_CANDIDATES = 64;

    private final IceLegControl leg;
    private final boolean stereo;
    private final Negotiation negotiation = new Negotiation(SdpLimits.DEFAULT, new SecureRandom());
    private final List<IceCandidate> early = new ArrayList<>();
    private boolean agreed;
    private String transportMid = "0";

    CallNegotiation(IceLegControl leg, boolean stereo) {
        this.leg = leg;
        this.stereo = stereo;
    }

    /**
     * Our first offer.
     *
     * @param complete whether no candidate can follow
     */
    String offer(boolean complete) throws CallException {
        try {
            OfferPolicy policy =
                    OfferPolicy.DEFAULT.withStereo(stereo).withCandidatesComplete(complete);
            return negotiation.offer(leg.localTransport(), policy).sdp();
        } catch (SdpException e) {
            throw new CallException("no offer can be made: " + e.getMessage(), e);
        }
    }

    /** Takes the server's answer. */
    void answered(String sdp) throws CallException {
        try {
            apply(negotiation.applyAnswer(sdp));
        } catch (SdpException e) {
            throw new CallException("the server's answer does not do: " + e.getMessage(), e);
        }
    }

    /** Answers an offer of the server, which goes before one of ours still under way. */
    String answer(String sdp) throws CallException {
        negotiation.rollback();
        try {
            RemoteOffer offer = negotiation.receiveOffer(sdp);
            LocalTransport local = offer.restartsIce() ? leg.restartIce() : leg.localTransport();
            Answer answer = negotiation.answer(local, AnswerPolicy.DEFAULT.withStereo(stereo));
            apply(answer.negotiated());
            return answer.sdp();
        } catch (SdpException e) {
            throw new CallException("the server's offer does not do: " + e.getMessage(), e);
        }
    }

    /** Adds an address of the server's. */
    void add(IceCandidate candidate) {
        if (agreed) {
            leg.addRemoteCandidate(candidate);
        } else if (early.size() < MAX_EARLY_CANDIDATES) {
            early.add(candidate);
        }
    }

    /** The section our candidates belong to. */
    String transportMid() {
        return transportMid;
    }

    private void apply(Negotiated negotiated) throws CallException {
        if (negotiated.audio().stream().noneMatch(AudioSection::send)) {
            throw new CallException("the server does not want to receive audio");
        }
        transportMid = negotiated.transportMid();
        leg.setAudio(negotiated.audio());
        leg.setRemoteTransport(negotiated.remote());
        agreed = true;
        early.forEach(leg::addRemoteCandidate);
        early.clear();
    }
}
