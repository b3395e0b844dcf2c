package io.ringway.signaling.sip.media;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LocalTransport;
import io.ringway.signaling.sdp.Answer;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.Negotiated;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.OfferPolicy;
import io.ringway.signaling.sdp.RemoteOffer;
import io.ringway.signaling.sdp.SdpException;
import org.jspecify.annotations.Nullable;

/** Media of a WebRTC peer behind SIP: ICE and DTLS-SRTP, every description with its candidates. */
final class IceSipMedia implements SipMedia {

    private final IceLegControl leg;
    private final Negotiation negotiation;
    private final IceGathering gathering;
    private final SipMediaSettings settings;
    private @Nullable Negotiated agreed;
    private boolean hold;

    IceSipMedia(
            IceLegControl leg,
            Negotiation negotiation,
            IceGathering gathering,
            SipMediaSettings settings) {
        this.leg = leg;
        this.negotiation = negotiation;
        this.gathering = gathering;
        this.settings = settings;
    }

    @Override
    public LegControl leg() {
        return leg;
    }

    @Override
    public String answer(String offer) throws SdpException {
        RemoteOffer remote = negotiation.receiveOffer(offer);
        try {
            LocalTransport gathered = gathering.complete(leg);
            LocalTransport local = remote.restartsIce() ? leg.restartIce() : gathered;
            Answer answer =
                    negotiation.answer(
                            local,
                            AnswerPolicy.DEFAULT
                                    .withDtlsRole(settings.rtp().dtlsRole())
                                    .withRedundancy(settings.redundancy())
                                    .withDirection(wanted())
                                    .withCandidatesComplete(true));
            apply(answer.negotiated());
            return answer.sdp();
        } finally {
            negotiation.rollback();
        }
    }

    @Override
    public String offer() throws SdpException {
        return negotiation
                .offer(
                        gathering.complete(leg),
                        OfferPolicy.DEFAULT
                                .withDirection(wanted())
                                .withRedundancy(settings.redundancy())
                                .withWaveforms(true)
                                .withCandidatesComplete(true))
                .sdp();
    }

    @Override
    public void accept(String answer) throws SdpException {
        apply(negotiation.applyAnswer(answer));
    }

    private MediaDirection wanted() {
        return hold ? MediaDirection.SENDONLY : MediaDirection.SENDRECV;
    }

    private void apply(Negotiated negotiated) {
        leg.setRemoteTransport(negotiated.remote());
        leg.setAudio(negotiated.audio());
        agreed = negotiated;
    }

    @Override
    public void rollback() {
        negotiation.rollback();
    }

    @Override
    public void setHold(boolean on) {
        hold = on;
    }

    /** We would always send, so that where we do not they have said so. */
    @Override
    public boolean heldByRemote() {
        return agreed != null && agreed.audio().stream().noneMatch(AudioSection::send);
    }

    @Override
    public boolean agreed() {
        return agreed != null;
    }

    @Override
    public boolean agreedOnKeys() {
        return agreed != null
                && agreed.audio().stream().anyMatch(section -> section.keyFormat() != null);
    }

    /** Consent tells whether a WebRTC peer is there (RFC 7675). */
    @Override
    public void expectMedia() {}

    @Override
    public void close(CloseReason reason) {
        leg.close(reason);
    }
}
