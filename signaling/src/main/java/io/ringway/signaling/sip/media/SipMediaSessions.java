package io.ringway.signaling.sip.media;

import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.MediaEngine;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import io.ringway.signaling.sdp.rtp.RtpCapabilities;
import io.ringway.signaling.sdp.rtp.RtpNegotiation;
import io.ringway.signaling.sdp.rtp.RtpProfile;
import java.net.InetAddress;
import java.util.random.RandomGenerator;

/**
 * The media of SIP dialogs on one engine: legs over ICE for WebRTC peers, over ports of their own
 * for everyone else.
 *
 * <p>Thread: any.
 */
public final class SipMediaSessions implements SipMediaFactory {

    private final MediaEngine engine;
    private final SipMediaSettings settings;
    private final RandomGenerator random;

    /**
     * @param random source of keys and names; secure, and safe for any thread
     */
    public SipMediaSessions(MediaEngine engine, SipMediaSettings settings, RandomGenerator random) {
        this.engine = engine;
        this.settings = settings;
        this.random = random;
    }

    @Override
    public AcceptableOffer judge(String offer, MediaAddress address) throws SdpException {
        if (needsIce(SessionDescription.parse(offer, settings.rtp().limits()))) {
            Negotiation negotiation = new Negotiation(settings.rtp().limits(), random);
            negotiation.receiveOffer(offer);
            negotiation.rollback();
            return (sessionId, listener) ->
                    overIce(sessionId, negotiation, IceMode.CONTROLLED, listener);
        }
        RtpNegotiation negotiation = new RtpNegotiation(settings.rtp(), random);
        negotiation.review(offer, address.local());
        return (sessionId, listener) ->
                overRtp(sessionId, negotiation, RtpProfile.AVP, address, listener);
    }

    @Override
    public SipMedia open(
            String sessionId, Profile profile, MediaAddress address, LegListener listener) {
        return switch (profile) {
            case RTP -> calling(sessionId, RtpProfile.AVP, address, listener);
            case SDES -> calling(sessionId, RtpProfile.SAVP, address, listener);
            case DTLS_SRTP -> calling(sessionId, RtpProfile.UDP_TLS, address, listener);
            case WEBRTC ->
                    overIce(
                            sessionId,
                            new Negotiation(settings.rtp().limits(), random),
                            IceMode.CONTROLLING,
                            listener);
        };
    }

    @Override
    public String capabilities(InetAddress told) {
        return RtpCapabilities.describe(settings.rtp(), told, random);
    }

    private SipMedia calling(
            String sessionId, RtpProfile profile, MediaAddress address, LegListener listener) {
        RtpNegotiation negotiation = new RtpNegotiation(settings.rtp(), random);
        return overRtp(sessionId, negotiation, profile, address, listener);
    }

    private SipMedia overRtp(
            String sessionId,
            RtpNegotiation negotiation,
            RtpProfile profile,
            MediaAddress address,
            LegListener listener) {
        RtpLegSpec spec =
                new RtpLegSpec(
                        sessionId,
                        address.local(),
                        settings.speech(),
                        settings.echo(),
                        settings.record(),
                        settings.inbandKeys());
        return new RtpSipMedia(
                engine.openRtp(spec, listener), address.told(), negotiation, profile);
    }

    private SipMedia overIce(
            String sessionId, Negotiation negotiation, IceMode mode, LegListener listener) {
        IceGathering gathering = new IceGathering(listener, settings.gatheringLimitMs());
        LegSpec spec =
                new LegSpec(
                        sessionId,
                        settings.iceLite() ? IceMode.LITE : mode,
                        settings.speech(),
                        settings.echo(),
                        settings.record());
        return new IceSipMedia(engine.open(spec, gathering), negotiation, gathering, settings);
    }

    /**
     * Whether the offer is a WebRTC peer's: ICE and DTLS on one port. Phones that offer ICE without
     * DTLS are answered without ICE (RFC 8839 §4.2.5).
     */
    private static boolean needsIce(SessionDescription offer) {
        for (MediaSection section : offer.media()) {
            boolean complete =
                    section.inherited("ice-ufrag") != null
                            && section.inherited("ice-pwd") != null
                            && section.inherited("fingerprint") != null
                            && section.rtcpMux();
            if (section.isAudio() && section.isOn() && complete) {
                return Negotiation.isOfferedAs(section.mediaLine().protocol());
            }
        }
        return false;
    }
}
