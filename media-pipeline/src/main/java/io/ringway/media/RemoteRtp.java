package io.ringway.media;

import java.net.InetSocketAddress;

/**
 * The remote side of a plain RTP transport, as its SDP describes it.
 *
 * <p>Learning of the real source (symmetric RTP behind NAT): until a source is established, the
 * first one that sends well-formed packets of an agreed payload type becomes it, the described
 * address with preference. Established, another source takes over only when it authenticates (SRTP)
 * or, in plain RTP, when the established one has been silent for long enough; packets of others are
 * dropped and counted.
 *
 * @param rtp where it says it receives RTP
 * @param rtcp where it says it receives RTCP; the same as {@code rtp} with rtcp-mux
 * @param security how packets are protected
 */
public record RemoteRtp(InetSocketAddress rtp, InetSocketAddress rtcp, MediaSecurity security) {

    public RemoteRtp {
        if (rtp.isUnresolved() || rtcp.isUnresolved()) {
            throw new IllegalArgumentException(
                    "RTP needs addresses, not names: " + rtp + ", " + rtcp);
        }
    }

    /** Whether RTCP comes on the RTP port (RFC 5761). */
    public boolean rtcpMux() {
        return rtp.equals(rtcp);
    }
}
