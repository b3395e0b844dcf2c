package io.ringway.signaling.sip.media;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegListener;
import io.ringway.signaling.sdp.SdpException;
import java.net.InetAddress;

/** Opens the media of SIP dialogs. Thread: any; does not block. */
public interface SipMediaFactory {

    /** How media is offered to somebody we call. */
    enum Profile {
        /** Plain RTP. */
        RTP,
        /** SRTP with keys in the SDP (RFC 4568). */
        SDES,
        /** SRTP with keys by DTLS, without ICE (RFC 5764). */
        DTLS_SRTP,
        /** ICE and DTLS-SRTP, as browsers do. */
        WEBRTC
    }

    /**
     * Judges a caller's offer: plain, SDES, DTLS-SRTP or WebRTC. Opens nothing, so that a caller
     * may be refused, and may wait to hear where its call goes, without costing a port.
     *
     * @throws SdpException when nothing in the offer can be accepted
     */
    AcceptableOffer judge(String offer, MediaAddress address) throws SdpException;

    /**
     * Opens media for somebody we offer to.
     *
     * @throws CapacityExceededException when there is no room for another leg
     */
    SipMedia open(String sessionId, Profile profile, MediaAddress address, LegListener listener);

    /**
     * What phones could be answered, as SDP with no session in it (RFC 3264 §9).
     *
     * @param told our address as the asking side knows it
     */
    String capabilities(InetAddress told);
}
