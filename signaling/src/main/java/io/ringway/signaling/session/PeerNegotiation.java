package io.ringway.signaling.session;

import io.ringway.media.IceLegControl;
import io.ringway.media.LocalTransport;
import io.ringway.media.RemoteTransport;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.sdp.Answer;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.Negotiated;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.NegotiationState;
import io.ringway.signaling.sdp.OfferPolicy;
import io.ringway.signaling.sdp.RemoteOffer;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpFragment;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Offer/answer of one session, and what it means for the session's leg. A call that throws has
 * changed nothing.
 *
 * <p>Thread: any; the lock lets one in at a time and is held over nothing that blocks.
 */
final class PeerNegotiation {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Opens the session's leg in a role, or returns the one that is open. */
    interface LegOpener {
        IceLegControl open(IceMode mode) throws SessionException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionSettings settings;
    private final LegOpener opener;
    private final Negotiation negotiation;
    private final RemoteCandidates candidates;
    private @Nullable IceLegControl leg;
    private @Nullable Negotiated agreed;
    private long offeredNs;
    private int iceGeneration = 1;
    // Written by the leg's listener.
    private volatile boolean connected;

    PeerNegotiation(SessionSettings settings, LegOpener opener) {
        this.settings = settings;
        this.opener = opener;
        this.negotiation = new Negotiation(settings.sdp(), RANDOM);
        this.candidates = new RemoteCandidates(settings.maxCandidates());
    }

    /** The handshake is done: offers are welcome again. */
    void mediaConnected() {
        connected = true;
    }

    /** The section candidates go by. */
    String transportMid() {
        lock.lock();
        try {
            return agreed == null ? "0" : agreed.transportMid();
        } finally {
            lock.unlock();
        }
    }

    /** Strong validator of the ICE session (RFC 9725 §4.3.1): changes with every restart. */
    String entityTag() {
        lock.lock();
        try {
            return "\"ice-" + iceGeneration + "\"";
        } finally {
            lock.unlock();
        }
    }

    /** Answers an offer at once; our candidates may trickle behind the answer. */
    String answer(String offer, long nowNs) throws SessionException {
        lock.lock();
        try {
            receive(offer, nowNs);
            return finish(false);
        } finally {
            lock.unlock();
        }
    }

    /**
     * First half of answering: judges the offer and sees that there is a leg. {@link #finish} has
     * to follow.
     */
    IceLegControl receive(String offer, long nowNs) throws SessionException {
        lock.lock();
        try {
            forgetUnanswered(nowNs);
            RemoteOffer remote = negotiation.receiveOffer(offer);
            boolean accepted = false;
            try {
                refuseAnotherConnection(remote);
                IceLegControl open = opened(settings.iceLite() ? IceMode.LITE : IceMode.CONTROLLED);
                accepted = true;
                return open;
            } finally {
                if (!accepted) {
                    negotiation.rollback();
                }
            }
        } catch (SdpException e) {
            throw SessionException.of(e, ErrorCode.OFFER_IN_PROGRESS);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Second half of answering.
     *
     * @param complete whether no candidate can follow the answer
     */
    String finish(boolean complete) throws SessionException {
        lock.lock();
        try {
            IceLegControl open = opened(IceMode.LITE);
            boolean restart =
                    negotiation.state()
                                    instanceof NegotiationState.HaveRemoteOffer(RemoteOffer remote)
                            && remote.restartsIce();
            LocalTransport local = restart ? open.restartIce() : open.localTransport();
            Answer answer =
                    negotiation.answer(
                            local,
                            AnswerPolicy.DEFAULT
                                    .withDtlsRole(settings.dtlsRole())
                                    .withRedundancy(settings.redundancy())
                                    .withCandidatesComplete(complete));
            apply(open, answer.negotiated());
            return answer.sdp();
        } catch (SdpException e) {
            throw SessionException.of(e, ErrorCode.OFFER_IN_PROGRESS);
        } finally {
            negotiation.rollback();
            lock.unlock();
        }
    }

    /** In mid-handshake a peer connection may restart ICE, but no other one may push it out. */
    private void refuseAnotherConnection(RemoteOffer remote) throws SessionException {
        boolean sameConnection = remote.restartsIce() && !remote.renewsDtls();
        if (agreed != null && !connected && !sameConnection) {
            throw new SessionException(
                    ErrorCode.OFFER_IN_PROGRESS,
                    "the handshake of the offer before is under way; offer again once connected");
        }
    }

    /** Makes an offer of ours. */
    String offer(boolean restartIce, long nowNs) throws SessionException {
        lock.lock();
        try {
            forgetUnanswered(nowNs);
            if (!(negotiation.state() instanceof NegotiationState.Stable)) {
                throw new SessionException(
                        ErrorCode.OFFER_IN_PROGRESS, "our offer before waits for its answer");
            }
            IceLegControl open = opened(settings.iceLite() ? IceMode.LITE : IceMode.CONTROLLING);
            boolean restart = restartIce && agreed != null;
            String sdp =
                    negotiation
                            .offer(
                                    restart ? open.restartIce() : open.localTransport(),
                                    OfferPolicy.DEFAULT.withRedundancy(settings.redundancy()))
                            .sdp();
            offeredNs = nowNs;
            return sdp;
        } catch (SdpException e) {
            throw SessionException.of(e, ErrorCode.OFFER_IN_PROGRESS);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the answer to our offer. */
    void acceptAnswer(String answer) throws SessionException {
        lock.lock();
        try {
            Negotiated negotiated = negotiation.applyAnswer(answer);
            apply(opened(IceMode.CONTROLLING), negotiated);
        } catch (SdpException e) {
            throw SessionException.of(e, ErrorCode.UNEXPECTED_ANSWER);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the fragment asks for an ICE restart. */
    boolean isRestartedBy(SdpFragment fragment) {
        lock.lock();
        try {
            return negotiation.isRestartedBy(fragment);
        } finally {
            lock.unlock();
        }
    }

    /** Restarts ICE by a fragment and returns ours (RFC 9725 §4.3.3). */
    SdpFragment restart(SdpFragment fragment) throws SessionException {
        lock.lock();
        try {
            IceLegControl open = leg;
            Negotiated before = agreed;
            if (open == null || before == null || !negotiation.isRestartedBy(fragment)) {
                throw new SessionException(
                        ErrorCode.SDP_UNACCEPTABLE,
                        "a restart needs a new a=ice-ufrag and a=ice-pwd");
            }
            LocalTransport local = open.restartIce();
            RemoteTransport remote = negotiation.restart(fragment, local);
            open.setRemoteTransport(remote);
            iceGeneration++;
            candidates.described(
                    before.transportMid(), remote.iceUfrag(), open::addRemoteCandidate);
            return SdpFragment.of(local, before.transportMid(), true);
        } catch (SdpException e) {
            throw SessionException.of(e, ErrorCode.OFFER_IN_PROGRESS);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a trickled candidate; see {@link RemoteCandidates#add}. */
    boolean addCandidate(IceCandidate candidate, String mid, String ufrag) {
        lock.lock();
        try {
            IceLegControl open = leg;
            return candidates.add(
                    candidate,
                    mid,
                    ufrag,
                    arrived -> {
                        if (open != null) {
                            open.addRemoteCandidate(arrived);
                        }
                    });
        } finally {
            lock.unlock();
        }
    }

    private void apply(IceLegControl open, Negotiated negotiated) {
        if (agreed != null && negotiated.iceRestarted()) {
            iceGeneration++;
        }
        if (agreed == null || negotiated.newDtlsAssociation()) {
            connected = false;
        }
        agreed = negotiated;
        open.setRemoteTransport(negotiated.remote());
        open.setAudio(negotiated.audio());
        candidates.described(
                negotiated.transportMid(),
                negotiated.remote().iceUfrag(),
                open::addRemoteCandidate);
    }

    private IceLegControl opened(IceMode mode) throws SessionException {
        IceLegControl open = leg;
        if (open == null) {
            open = opener.open(mode);
            leg = open;
        }
        return open;
    }

    private void forgetUnanswered(long nowNs) {
        boolean waiting = negotiation.state() instanceof NegotiationState.HaveLocalOffer;
        if (waiting
                && nowNs - offeredNs > TimeUnit.MILLISECONDS.toNanos(settings.answerTimeoutMs())) {
            negotiation.rollback();
        }
    }
}
