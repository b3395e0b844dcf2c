package io.ringway.signaling.sdp.rtp;

import io.ringway.media.PacketTime;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpGrammar;
import io.ringway.signaling.sdp.SdpLines;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SectionFormat;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * An audio section of the remote side that is on, and of a transport that can be had.
 *
 * @param mux whether it offers, or agrees to, RTCP on the port of RTP
 */
record StatedAudio(
        MediaSection section, boolean mux, StatedAddress address, StatedSecurity security) {

    /**
     * Reads a section.
     *
     * @param local our own address: the other one has to be of its family
     * @throws SdpException when it cannot be had; malformed or not acceptable
     */
    static StatedAudio of(
            SdpLines session, MediaSection section, RtpPolicy policy, InetAddress local)
            throws SdpException {
        String protocol = section.mediaLine().protocol();
        RtpProfile profile = RtpProfile.of(protocol);
        if (profile == null) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_TRANSPORT,
                    section.line(),
                    "its protocol must be RTP/AVP, RTP/SAVP or UDP/TLS/RTP/SAVP, with or without F,"
                            + " not "
                            + SdpGrammar.quoted(protocol));
        }
        boolean mux = section.rtcpMux();
        StatedAddress address = StatedAddress.of(session, section, mux);
        requireFamily(section, address, local);
        return new StatedAudio(section, mux, address, SecurityReview.of(section, profile, policy));
    }

    private static void requireFamily(
            MediaSection section, StatedAddress address, InetAddress local) throws SdpException {
        boolean theirs = address.rtp().getAddress() instanceof Inet4Address;
        boolean theirRtcp = address.rtcp().getAddress() instanceof Inet4Address;
        boolean ours = local instanceof Inet4Address;
        if (!address.isUnspecified() && (theirs != ours || theirRtcp != ours)) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_NETWORK_ADDRESS,
                    section.line(),
                    "its address must be of IPv" + (ours ? 4 : 6) + ", as ours is");
        }
    }

    /** How long our packets are to be in one of these formats. */
    int packetTimeMs(List<SectionFormat> formats) {
        return PacketTime.of(
                section.packetTimeMs(),
                section.maxPacketTimeMs(),
                formats.stream().map(SectionFormat::payload).toList());
    }

    /** What it does, hold in the manner of RFC 2543 included: nobody hears at no address. */
    MediaDirection direction() {
        MediaDirection stated = section.direction();
        return address.isUnspecified() ? stated.and(MediaDirection.SENDONLY) : stated;
    }
}
