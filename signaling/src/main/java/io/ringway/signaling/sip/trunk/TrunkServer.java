package io.ringway.signaling.sip.trunk;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import io.netty.util.NetUtil;
import io.ringway.signaling.call.UserPart;
import io.ringway.signaling.sip.transport.SipTransport;
import java.text.ParseException;
import javax.sip.address.SipURI;

/**
 * One server of a trunk.
 *
 * @param host name or address; IPv6 in brackets
 * @param port 0 where the name servers say it (RFC 3263 §4.2)
 */
public record TrunkServer(SipTransport transport, String host, int port) {

    /**
     * Reads {@code sip:host}, {@code sip:host:5080;transport=tcp}, {@code sips:host}, or the same
     * without {@code sip:}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static TrunkServer parse(String text) {
        try {
            String full = text.matches("(?i)sips?:.*") ? text : "sip:" + text;
            SipURI uri = (SipURI) new AddressFactoryImpl().createURI(full);
            String named = uri.getTransportParam();
            SipTransport transport =
                    named != null
                            ? SipTransport.of(named)
                            : uri.isSecure() ? SipTransport.TLS : SipTransport.UDP;
            int port = uri.getPort() > 0 ? uri.getPort() : usualPort(uri, transport);
            if (uri.getUser() != null || uri.getHost() == null || port > 65_535) {
                throw new IllegalArgumentException("not a server");
            }
            return new TrunkServer(transport, uri.getHost(), port);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is no server; write sip:host, sip:host:5080;transport=tcp or sips:host"
                            .formatted(text),
                    e);
        }
    }

    /** URI of the server, or of a user there; empty for none. */
    public String uri(String user) {
        return "sip:%s%s%s;transport=%s"
                .formatted(
                        user.isEmpty() ? "" : UserPart.write(user) + "@",
                        host,
                        port == 0 ? "" : ":" + port,
                        transport.parameter());
    }

    private static int usualPort(SipURI uri, SipTransport transport) {
        String host = uri.getHost();
        boolean literal = host != null && NetUtil.createByteArrayFromIpAddressString(host) != null;
        return literal ? transport.impliedPort() : 0;
    }

    @Override
    public String toString() {
        return uri("");
    }
}
