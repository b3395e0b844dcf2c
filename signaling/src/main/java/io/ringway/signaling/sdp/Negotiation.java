package io.ringway.signaling.sdp;

import io.ringway.media.LocalTransport;
import io.ringway.media.RemoteTransport;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.signaling.sdp.NegotiationState.HaveLocalOffer;
import io.ringway.signaling.sdp.NegotiationState.HaveRemoteOffer;
import io.ringway.signaling.sdp.NegotiationState.Stable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Offer/answer with one peer over one bundled transport, for as long as the session lives (RFC
 * 3264, RFC 8829). Either side may offer, one exchange at a time.
 *
 * <p>An incoming offer is taken in two steps, since the answer may need something in between:
 * {@link #receiveOffer} judges it, then the caller opens a leg or restarts ICE as {@link
 * RemoteOffer} says, then {@link #answer(LocalTransport, AnswerPolicy)} answers. A step that fails
 * leaves everything as it was.
 *
 * <p>Thread: one at a time; the caller's connection owns it.
 */
public final class Negotiation {

    private final SdpLimits limits;
    private final LocalDescriptions descriptions;
    private NegotiationState state = new Stable();
    private @Nullable Agreement agreed;

    /**
     * A session nothing is agreed in yet.
     *
     * @param random source of SSRCs, stream names and the session id; secure in production
     */
    public Negotiation(SdpLimits limits, RandomGenerator random) {
        this.limits = limits;
        descriptions = new LocalDescriptions(random);
    }

    /** Whether an m-line of that protocol is one this kind of negotiation takes. */
    public static boolean isOfferedAs(String protocol) {
        return SectionReview.PROTOCOLS.contains(protocol);
    }

    public NegotiationState state() {
        return state;
    }

    /**
     * Takes an offer in; on success the state is {@link HaveRemoteOffer}.
     *
     * @throws SdpException when it is not SDP, cannot be accepted, or comes while another exchange
     *     is under way; the state stays
     */
    public RemoteOffer receiveOffer(String sdp) throws SdpException {
        switch (state) {
            case Stable stable -> {
                // The one state in which an offer is due.
            }
            case HaveLocalOffer ours ->
                    throw SdpException.wrongState(
                            "glare: an offer of this side waits for its answer; answer it first");
            case HaveRemoteOffer theirs ->
                    throw SdpException.wrongState(
                            "the offer before is still being answered; wait for its answer");
        }
        SessionDescription offer = SessionDescription.parse(sdp, limits);
        requireSlotsKept(offer);
        RemoteOffer remote = new RemoteOffer(OfferReview.review(offer, limits), agreed);
        state = new HaveRemoteOffer(remote);
        return remote;
    }

    private void requireSlotsKept(SessionDescription offer) throws SdpException {
        int before = agreed == null ? 0 : agreed.slots().size();
        if (offer.media().size() < before) {
            throw SdpException.unacceptable(
                    0,
                    "the offer has "
                            + offer.media().size()
                            + " m-lines after "
                            + before
                            + "; a section is switched off with port 0, never removed");
        }
    }

    /**
     * Answers the offer taken in; the state is {@link Stable} then.
     *
     * @param local our transport now, with new credentials when the offer restarts ICE
     * @throws SdpException when there is no offer to answer
     * @throws IllegalArgumentException when the offer restarts ICE and the credentials are the old
     *     ones
     */
    public Answer answer(LocalTransport local, AnswerPolicy policy) throws SdpException {
        if (!(state instanceof HaveRemoteOffer(RemoteOffer offer))) {
            throw SdpException.wrongState("there is no offer to answer");
        }
        if (offer.restartsIce()) {
            requireFreshCredentials(local);
        }
        ReviewedOffer reviewed = offer.reviewed();
        boolean renewed = offer.renewsDtls();
        DtlsRole role = offer.settle(policy.dtlsRole());
        List<Slot> slots =
                new AnswerSlots(
                                policy,
                                limits,
                                descriptions.identity(),
                                agreed == null ? List.of() : agreed.slots(),
                                reviewed.remoteSsrcs(limits))
                        .of(reviewed.verdicts());
        String sdp = descriptions.answer(local, policy, role, renewed, reviewed, slots);
        Agreement next = new Agreement(reviewed.transport(), role, local.iceUfrag(), slots);
        return new Answer(sdp, conclude(next, offer.restartsIce(), renewed, reviewed.refused()));
    }

    /**
     * Takes an offer in and answers it at once; a failure of either leaves everything as it was.
     */
    public Answer answer(String offer, LocalTransport local, AnswerPolicy policy)
            throws SdpException {
        receiveOffer(offer);
        try {
            return answer(local, policy);
        } finally {
            rollback();
        }
    }

    private void requireFreshCredentials(LocalTransport local) {
        if (agreed != null && agreed.localUfrag().equals(local.iceUfrag())) {
            throw new IllegalArgumentException(
                    "the remote side restarts ICE: call restartIce() and answer with the new"
                            + " credentials (RFC 8839 §4.4.2.1)");
        }
    }

    /**
     * Makes an offer; the state is {@link HaveLocalOffer} then. A first one has one audio section
     * with Opus, RED and telephone-event; later ones repeat the session as agreed.
     *
     * @param local our transport now; with new credentials the offer restarts ICE
     * @throws SdpException when another exchange is under way
     */
    public LocalOffer offer(LocalTransport local, OfferPolicy policy) throws SdpException {
        if (!(state instanceof Stable)) {
            throw SdpException.wrongState(
                    "an offer has to wait until the exchange under way is done");
        }
        List<Slot> slots =
                agreed == null
                        ? OfferSlots.first(policy, descriptions.identity())
                        : OfferSlots.again(agreed.slots(), policy);
        String sdp = descriptions.offer(local, policy, slots);
        LocalOffer offer = new LocalOffer(sdp, local.iceUfrag(), slots);
        state = new HaveLocalOffer(offer);
        return offer;
    }

    /**
     * Completes our offer; the state is {@link Stable} then.
     *
     * @throws SdpException when no offer of ours waits, or the answer does not fit it; the state
     *     stays
     */
    public Negotiated applyAnswer(String sdp) throws SdpException {
        if (!(state instanceof HaveLocalOffer(LocalOffer offer))) {
            throw SdpException.wrongState("no offer of this side waits for an answer");
        }
        SessionDescription answer = SessionDescription.parse(sdp, limits);
        AnswerReview review = AnswerReview.of(answer, offer.slots(), limits);
        StatedTransport before = agreed == null ? null : agreed.remote();
        boolean roleChanged = agreed != null && agreed.localRole() != review.localRole();
        Agreement next =
                new Agreement(
                        review.transport(), review.localRole(), offer.localUfrag(), review.slots());
        return conclude(
                next,
                review.transport().restarts(before),
                roleChanged || review.transport().renewsDtls(before),
                review.refused());
    }

    /** Drops an exchange under way, whoever began it (RFC 8829 §4.1.10.2); else does nothing. */
    public void rollback() {
        state = new Stable();
    }

    /** Whether a fragment carries other ICE credentials than the remote side's current ones. */
    public boolean isRestartedBy(SdpFragment fragment) {
        IceCredentials credentials = fragment.credentials();
        return agreed != null && credentials != null && !credentials.equals(agreed.remote().ice());
    }

    /**
     * Follows an ICE restart that came as a fragment (RFC 9725 §4.3.3), so that later offers are
     * compared with the right credentials.
     *
     * @param local our transport after {@link io.ringway.media.IceLegControl#restartIce()}
     * @return the remote side as it is now
     * @throws SdpException when nothing is agreed yet, an exchange is under way, or the fragment
     *     restarts nothing
     * @throws IllegalArgumentException when our credentials are the old ones
     */
    public RemoteTransport restart(SdpFragment fragment, LocalTransport local) throws SdpException {
        IceCredentials credentials = fragment.credentials();
        if (agreed == null || !(state instanceof Stable)) {
            throw SdpException.wrongState("ICE can restart only once an answer is given");
        }
        if (credentials == null || !isRestartedBy(fragment)) {
            throw SdpException.unacceptable(
                    0, "the fragment restarts nothing; a=ice-ufrag and a=ice-pwd have to be new");
        }
        requireFreshCredentials(local);
        String mid = agreed.remote().mid();
        StatedTransport changed =
                agreed.remote()
                        .restarted(
                                credentials,
                                fragment.candidateList(mid),
                                fragment.endsCandidates(mid));
        agreed = agreed.withRemote(changed, local.iceUfrag());
        return changed.with(agreed.localRole());
    }

    private Negotiated conclude(
            Agreement next, boolean restarted, boolean renewed, List<RefusedSection> refused) {
        agreed = next;
        state = new Stable();
        StatedTransport remote = next.remote();
        return new Negotiated(
                remote.with(next.localRole()),
                next.audio(),
                remote.mid(),
                restarted,
                renewed,
                remote.trickles(),
                remote.endOfCandidates(),
                remote.candidates().ignored(),
                refused);
    }
}
