package io.ringway.media.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Address literals of candidates. A name is never looked up, so that no peer can make us ask. */
final class IceAddress {

    private static final int MAX_LITERAL_CHARS = 45;

    private IceAddress() {}

    /**
     * @return null when the host is no literal, or no single host can be reached by it: port 0,
     *     unspecified, multicast, broadcast, scoped to an interface
     */
    static @Nullable InetSocketAddress parse(String host, int port) {
        boolean literal = host.indexOf(':') >= 0 ? looksV6(host) : looksV4(host);
        if (!literal || port < 1 || port > 65_535) {
            return null;
        }
        InetAddress address = ofLiteral(host);
        boolean unicast =
                address != null
                        && !address.isAnyLocalAddress()
                        && !address.isMulticastAddress()
                        && !host.equals("255.255.255.255");
        return unicast ? new InetSocketAddress(address, port) : null;
    }

    private static @Nullable InetAddress ofLiteral(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Only the dotted quad; {@link InetAddress#ofLiteral} would take "1" for 0.0.0.1 as well. */
    private static boolean looksV4(String host) {
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return dots == 3 && host.length() <= MAX_LITERAL_CHARS;
    }

    /** No brackets, which belong to URLs, and no scope, which would look up an interface. */
    private static boolean looksV6(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return host.length() <= MAX_LITERAL_CHARS;
    }
}
