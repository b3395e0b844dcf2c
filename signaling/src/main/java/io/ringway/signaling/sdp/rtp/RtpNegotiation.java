package io.ringway.signaling.sdp.rtp;

import io.ringway.media.LocalRtp;
import io.ringway.media.PacketTime;
import io.ringway.signaling.sdp.LocalOrigin;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.MediaLine;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SectionFormat;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Offer/answer with one phone over one audio stream, for as long as the dialog lives (RFC 3264).
 * Either side may offer, one exchange at a time. A call that throws has changed nothing, and the
 * same offer answered again gets the same answer.
 *
 * <p>An incoming offer is taken in two steps: {@link #review} judges it, so that nothing need be
 * opened for one that cannot be had, then {@link #answer} answers with the ports opened for it.
 *
 * <p>Thread: one at a time, the dialog's.
 */
public final class RtpNegotiation {

    /** An offer of ours that waits for its answer. */
    private record Pending(List<RtpSlot> slots, RtpDescriptionWriter.Stream stream) {}

    private final RtpPolicy policy;
    private final LocalOrigin origin;
    private final SecurityAgreement security;
    private final long ssrc;
    private @Nullable Pending pending;
    private @Nullable RtpAgreement agreed;

    /**
     * A session nothing is agreed in yet.
     *
     * @param random source of keys, SSRC and session id; secure in production
     */
    public RtpNegotiation(RtpPolicy policy, RandomGenerator random) {
        this.policy = policy;
        origin = new LocalOrigin(random);
        security = new SecurityAgreement(policy, random);
        ssrc = random.nextLong(1, 1L << 32);
    }

    /** Whether an exchange has been completed. */
    public boolean isAgreed() {
        return agreed != null;
    }

    /** Whether an offer of ours waits for its answer. */
    public boolean isOffering() {
        return pending != null;
    }

    /**
     * Judges an offer; nothing changes.
     *
     * @param local our address, or any of its family
     * @throws SdpException when it is not SDP, cannot be accepted, or an offer of ours waits
     */
    public RtpOffer review(String sdp, InetAddress local) throws SdpException {
        if (pending != null) {
            throw SdpException.wrongState(
                    "glare: an offer of this side waits for its answer; answer it first");
        }
        SessionDescription offer = SessionDescription.parse(sdp, policy.limits());
        int slots = agreed == null ? 0 : agreed.slots().size();
        if (offer.media().size() < slots) {
            throw SdpException.unacceptable(
                    0,
                    "the offer has "
                            + offer.media().size()
                            + " m-lines after "
                            + slots
                            + "; a section is switched off with port 0, never removed");
        }
        return RtpOfferReview.review(offer, policy, local, agreed == null ? -1 : agreed.live());
    }

    /**
     * Answers an offer this negotiation has judged.
     *
     * @param local our ports
     * @param most the most we would do; {@code sendonly} holds
     */
    public RtpAnswer answer(RtpOffer offer, LocalRtp local, MediaDirection most) {
        RtpAgreement next = agreement(offer, most);
        RtpDescriptionWriter.Stream stream =
                new RtpDescriptionWriter.Stream(
                        next.live(),
                        next.on(),
                        next.slots().get(next.live()).line().protocol(),
                        next.formats(),
                        next.packetTimeMs(),
                        next.direction(),
                        next.mux(),
                        security.told(next.security()));
        agreed = next;
        return new RtpAnswer(
                describe(local, next.slots(), stream), next.terms(ssrc, offer.refused()));
    }

    private RtpAgreement agreement(RtpOffer offer, MediaDirection most) {
        RtpAgreement before = agreed;
        RtpOffer.Accepted accepted = offer.accepted();
        if (accepted == null) {
            if (before == null) {
                throw new IllegalStateException("a first offer that accepts nothing was judged");
            }
            return before.switchedOff(offer.slots());
        }
        StatedAudio audio = accepted.audio();
        return new RtpAgreement(
                offer.slots(),
                audio.section().index(),
                true,
                accepted.formats(),
                audio.packetTimeMs(accepted.formats()),
                audio.direction().reversed().and(most),
                audio.direction(),
                audio.mux(),
                address(audio),
                security.answer(audio.security(), before == null ? null : before.security()));
    }

    /** The last known one while the other side has none to send to. */
    private @Nullable StatedAddress address(StatedAudio audio) {
        if (!audio.address().isUnspecified()) {
            return audio.address();
        }
        return agreed == null ? null : agreed.address();
    }

    /**
     * Makes an offer: everything policy allows at first, later what was agreed.
     *
     * @param profile of a first offer; later ones keep what was agreed
     * @param local our ports
     * @param wanted what we want to do; {@code sendonly} holds
     * @return the text to send; may hold keys, so it is not for logs
     * @throws SdpException when an offer of ours waits already
     */
    public String offer(RtpProfile profile, LocalRtp local, MediaDirection wanted)
            throws SdpException {
        if (pending != null) {
            throw SdpException.wrongState("an offer of this side waits for its answer already");
        }
        Pending next = agreed == null ? first(profile, wanted) : again(agreed, wanted);
        pending = next;
        return describe(local, next.slots(), next.stream());
    }

    private Pending first(RtpProfile profile, MediaDirection wanted) {
        List<SectionFormat> formats = CodecSelection.offer(policy);
        RtpSlot slot =
                new RtpSlot(new MediaLine("audio", 9, profile.sdpName(), List.of("0")), null);
        RtpDescriptionWriter.Stream stream =
                new RtpDescriptionWriter.Stream(
                        0,
                        true,
                        profile.sdpName(),
                        formats,
                        PacketTime.USUAL_MS,
                        wanted,
                        true,
                        security.offer(profile));
        return new Pending(List.of(slot), stream);
    }

    private Pending again(RtpAgreement before, MediaDirection wanted) {
        RtpDescriptionWriter.Stream stream =
                new RtpDescriptionWriter.Stream(
                        before.live(),
                        before.on(),
                        before.slots().get(before.live()).line().protocol(),
                        before.formats(),
                        before.packetTimeMs(),
                        wanted,
                        before.mux(),
                        security.reoffer(before.security()));
        return new Pending(before.slots(), stream);
    }

    /**
     * Takes the answer to our offer.
     *
     * @param local our address, or any of its family
     * @throws SdpException when no offer of ours waits, or the answer does not fit it
     */
    public RtpTerms accept(String sdp, InetAddress local) throws SdpException {
        Pending ours = pending;
        if (ours == null) {
            throw SdpException.wrongState("no offer of this side waits for an answer");
        }
        SessionDescription answer = SessionDescription.parse(sdp, policy.limits());
        MediaSection section = RtpAnswerReview.live(answer, ours.slots(), ours.stream().live());
        RtpAgreement next =
                section.mediaLine().port() == 0
                        ? refused(ours, section)
                        : accepted(
                                ours,
                                RtpAnswerReview.audio(
                                        answer, section, ours.stream().protocol(), policy, local));
        agreed = next;
        pending = null;
        return next.terms(ssrc, List.of());
    }

    private RtpAgreement accepted(Pending ours, StatedAudio audio) throws SdpException {
        RtpDescriptionWriter.Stream offered = ours.stream();
        boolean mux = offered.mux() && audio.mux();
        List<SectionFormat> formats =
                RtpAnswerReview.formats(audio.section(), mux, offered.formats());
        return new RtpAgreement(
                ours.slots(),
                offered.live(),
                true,
                formats,
                audio.packetTimeMs(formats),
                offered.direction().and(audio.direction().reversed()),
                audio.direction(),
                mux,
                address(audio),
                security.accept(audio, offered.security()));
    }

    private RtpAgreement refused(Pending ours, MediaSection section) throws SdpException {
        if (agreed == null) {
            throw SdpException.unacceptable(
                    SdpWarning.MEDIA_TYPE_NOT_AVAILABLE,
                    section.line(),
                    "the answer refuses the audio");
        }
        return agreed.switchedOff(ours.slots());
    }

    /** Forgets our offer; does nothing when none waits. */
    public void rollback() {
        pending = null;
    }

    private String describe(
            LocalRtp local, List<RtpSlot> slots, RtpDescriptionWriter.Stream stream) {
        return origin.describe(
                RtpDescriptionWriter.connection(local),
                RtpDescriptionWriter.body(local, slots, stream));
    }
}
