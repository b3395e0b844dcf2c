package io.ringway.server.config;

import java.util.regex.Pattern;

/** What hosts, addresses and ports look like in text; nothing is resolved. */
final class AddressSyntax {

    private static final Pattern HOST_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,62})?(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");

    private AddressSyntax() {}

    static boolean address(String value) {
        return IPV4.matcher(value).matches() || ipv6(value);
    }

    static boolean ipv6(String value) {
        return IPV6.matcher(value).matches() && value.indexOf(':') != value.lastIndexOf(':');
    }

    static boolean host(String value) {
        return value.length() <= 253 && (HOST_NAME.matcher(value).matches() || address(value));
    }

    static boolean hostPort(String value) {
        int colon = value.lastIndexOf(':');
        if (colon <= 0 || !port(value.substring(colon + 1))) {
            return false;
        }
        String host = value.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return bracketed ? ipv6(host.substring(1, host.length() - 1)) : host(host);
    }

    static boolean port(String value) {
        return value.matches("\\d{1,5}")
                && Integer.parseInt(value) >= 1
                && Integer.parseInt(value) <= 65_535;
    }
}
