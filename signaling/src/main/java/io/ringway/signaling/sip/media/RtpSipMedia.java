package io.ringway.signaling.sip.media;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.LegControl;
import io.ringway.media.LocalRtp;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.rtp.RtpAnswer;
import io.ringway.signaling.sdp.rtp.RtpNegotiation;
import io.ringway.signaling.sdp.rtp.RtpOffer;
import io.ringway.signaling.sdp.rtp.RtpProfile;
import io.ringway.signaling.sdp.rtp.RtpTerms;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Media of a phone: RTP, SDES-SRTP or DTLS-SRTP on ports of its own. */
final class RtpSipMedia implements SipMedia {

    private final RtpLegControl leg;
    private final InetAddress told;
    private final RtpNegotiation negotiation;
    private final RtpProfile profile;
    private @Nullable RtpTerms terms;
    private boolean hold;

    /**
     * @param told our address as the remote party is told it
     * @param profile of a first offer of ours
     */
    RtpSipMedia(
            RtpLegControl leg, InetAddress told, RtpNegotiation negotiation, RtpProfile profile) {
        this.leg = leg;
        this.told = told;
        this.negotiation = negotiation;
        this.profile = profile;
    }

    @Override
    public LegControl leg() {
        return leg;
    }

    @Override
    public String answer(String offer) throws SdpException {
        RtpOffer judged = negotiation.review(offer, told);
        RtpAnswer answer = negotiation.answer(judged, local(), wanted());
        apply(answer.terms());
        return answer.sdp();
    }

    @Override
    public String offer() throws SdpException {
        return negotiation.offer(profile, local(), wanted());
    }

    @Override
    public void accept(String answer) throws SdpException {
        apply(negotiation.accept(answer, told));
    }

    private LocalRtp local() {
        LocalRtp ports = leg.localRtp();
        return new LocalRtp(told, ports.rtpPort(), ports.rtcpPort(), ports.fingerprint());
    }

    private MediaDirection wanted() {
        return hold ? MediaDirection.SENDONLY : MediaDirection.SENDRECV;
    }

    /** The transport first, so that nothing is sent to where it no longer belongs. */
    private void apply(RtpTerms agreed) {
        RemoteRtp remote = agreed.remote();
        if (remote != null) {
            leg.setRemoteRtp(remote);
        }
        leg.setAudio(List.of(agreed.audio()));
        terms = agreed;
    }

    @Override
    public void rollback() {
        negotiation.rollback();
    }

    @Override
    public void setHold(boolean on) {
        hold = on;
    }

    @Override
    public boolean heldByRemote() {
        return terms != null && terms.heldByRemote();
    }

    @Override
    public boolean agreed() {
        return terms != null;
    }

    @Override
    public boolean agreedOnKeys() {
        AudioSection audio = terms == null ? null : terms.audio();
        return audio != null && audio.keyFormat() != null;
    }

    @Override
    public void expectMedia() {
        leg.expectMedia();
    }

    @Override
    public void close(CloseReason reason) {
        leg.close(reason);
    }
}
