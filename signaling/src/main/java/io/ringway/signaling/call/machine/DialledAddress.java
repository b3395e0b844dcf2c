package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.UserPart;

/**
 * The user and host of what a party is to be connected with: {@code sip:}, {@code sips:} and {@code
 * tel:} URIs, in angle brackets or not, or a bare number.
 *
 * @param user number or user name; as it came when nothing else can be made of it
 * @param host empty when there is none
 */
record DialledAddress(String user, String host) {

    static DialledAddress parse(String text) {
        String uri = text.strip();
        int open = uri.indexOf('<');
        int close = uri.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            uri = uri.substring(open + 1, close);
        }
        int scheme = uri.indexOf(':');
        String name = scheme < 0 ? "" : uri.substring(0, scheme);
        boolean sip = name.equalsIgnoreCase("sip") || name.equalsIgnoreCase("sips");
        boolean known = sip || name.equalsIgnoreCase("tel");
        return known ? split(uri.substring(scheme + 1)) : split(uri);
    }

    /** RFC 3261 §19.1: user[:password]@host[:port][;parameters][?headers]. */
    private static DialledAddress split(String rest) {
        int at = rest.indexOf('@');
        if (at < 0) {
            return new DialledAddress(UserPart.readNumber(before(rest, ";?")), "");
        }
        // A telephone number may carry parameters of its own before the '@' (RFC 3261 §19.1.6).
        String user = before(rest.substring(0, at), ";:");
        String hostPort = before(rest.substring(at + 1), ";?");
        int bracket = hostPort.indexOf(']');
        int port = hostPort.indexOf(':', Math.max(bracket, 0));
        return new DialledAddress(
                UserPart.read(user), port < 0 ? hostPort : hostPort.substring(0, port));
    }

    private static String before(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
