package io.ringway.signaling.sdp.rtp;

import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpGrammar;
import io.ringway.signaling.sdp.SdpLine;
import io.ringway.signaling.sdp.SdpLines;
import io.ringway.signaling.sdp.SdpWarning;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a description says packets are received.
 *
 * @param rtp unspecified ({@code 0.0.0.0}, {@code ::}) when nothing is to be sent there
 * @param rtcp the same as {@code rtp} when both share the port
 */
record StatedAddress(InetSocketAddress rtp, InetSocketAddress rtcp) {

    /**
     * Reads {@code c=} of the section, else of the session, and {@code a=rtcp} (RFC 3605).
     *
     * @param mux whether RTCP shares the port of RTP whatever else is said
     */
    static StatedAddress of(SdpLines session, MediaSection section, boolean mux)
            throws SdpException {
        SdpLine own = section.lines().first('c');
        SdpLine line = own == null ? session.first('c') : own;
        if (line == null) {
            throw SdpException.malformed(
                    section.line(),
                    "a section needs a 'c=IN IP4 <address>' line, or the session one for all");
        }
        InetAddress address = connection(line, SdpGrammar.words(line.value()));
        int port = section.mediaLine().port();
        InetSocketAddress rtp = new InetSocketAddress(address, port);
        return new StatedAddress(rtp, mux ? rtp : rtcp(section, rtp));
    }

    /** Whether nothing is to be sent: hold in the manner of RFC 2543. */
    boolean isUnspecified() {
        return rtp.getAddress().isAnyLocalAddress();
    }

    private static InetSocketAddress rtcp(MediaSection section, InetSocketAddress rtp)
            throws SdpException {
        SdpLine line = section.lines().attribute("rtcp");
        if (line == null) {
            // RFC 3550 §11: the next higher one.
            return new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65_535));
        }
        String[] f = SdpGrammar.words(line.attributeValue());
        if (f.length != 1 && f.length != 4) {
            throw line.malformed("a=rtcp must read '<port> [IN IP4|IP6 <address>]'");
        }
        int port = (int) SdpGrammar.number(line, f[0], "RTCP port", 0, 65_535);
        InetAddress stated =
                f.length == 1
                        ? rtp.getAddress()
                        : connection(line, new String[] {f[1], f[2], f[3]});
        InetAddress address = stated.isAnyLocalAddress() ? rtp.getAddress() : stated;
        return port == 0 ? rtp : new InetSocketAddress(address, port);
    }

    private static InetAddress connection(SdpLine line, String[] f) throws SdpException {
        boolean known =
                f.length == 3 && f[0].equals("IN") && (f[1].equals("IP4") || f[1].equals("IP6"));
        if (!known) {
            throw line.malformed("a connection must read 'IN IP4|IP6 <address>'");
        }
        int slash = f[2].indexOf('/');
        String host = slash < 0 ? f[2] : f[2].substring(0, slash);
        InetAddress address = literal(line, host, f[1].equals("IP6"));
        if (address.isMulticastAddress()) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_NETWORK_ADDRESS,
                    line.number(),
                    "the address must be of one party, not a multicast group");
        }
        return address;
    }

    /** Names are not resolved: it would let strangers make this host ask their DNS, and wait. */
    private static InetAddress literal(SdpLine line, String host, boolean ipv6)
            throws SdpException {
        try {
            if (!ipv6 && host.split("\\.", -1).length == 4) {
                return Inet4Address.ofLiteral(host);
            }
            if (ipv6 && host.indexOf(':') >= 0 && host.indexOf('%') < 0) {
                return Inet6Address.ofLiteral(host);
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Told below, like every other text that is none.
        }
        throw SdpException.unacceptable(
                SdpWarning.INCOMPATIBLE_NETWORK_ADDRESS,
                line.number(),
                "the address must be an "
                        + (ipv6 ? "IPv6" : "IPv4")
                        + " address in digits, since names are not resolved, got "
                        + SdpGrammar.quoted(host));
    }
}
