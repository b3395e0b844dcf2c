package io.ringway.signaling.sdp;

import io.ringway.media.AudioSection;
import io.ringway.media.RemoteTransport;
import java.util.List;

/**
 * What an offer and its answer agreed on, in the media plane's terms.
 *
 * @param remote the remote side of the transport, DTLS role settled
 * @param audio the audio sections that are on, in m-line order; at least one
 * @param transportMid the section whose candidates count: trickled candidates of other sections
 *     belong to transports the bundle has made superfluous
 * @param iceRestarted whether the remote side's ICE credentials differ from those before
 * @param newDtlsAssociation whether another handshake is due (RFC 8842 §5.1): fingerprints, tls-id
 *     or role differ from those before
 * @param remoteTrickles whether the remote side knows trickle ICE
 * @param endOfCandidates whether it said that no candidate follows
 * @param candidatesIgnored candidates left out: over the limit, malformed or in need of resolving
 * @param refused sections answered with port 0, with reasons
 */
public record Negotiated(
        RemoteTransport remote,
        List<AudioSection> audio,
        String transportMid,
        boolean iceRestarted,
        boolean newDtlsAssociation,
        boolean remoteTrickles,
        boolean endOfCandidates,
        int candidatesIgnored,
        List<RefusedSection> refused) {

    public Negotiated {
        audio = List.copyOf(audio);
        refused = List.copyOf(refused);
    }
}
