package io.ringway.server.dial;

import io.ringway.signaling.sip.transport.SipTransport;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SIP URI (RFC 3261 §19.1) that says where to send: whom to call, or a proxy on the way.
 *
 * @param uri as it is written into requests
 * @param user empty when it names none
 * @param host name or address, without brackets
 * @param port the one it names, or the one its transport implies
 */
public record SipAddress(String uri, String user, String host, int port, SipTransport transport) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?i)(?!tel:)(?:(sips?):)?(?:([^@\\s<>]+)@)?(\\[[0-9a-f:.]+]|[^@:;?\\[\\]\\s<>]+)"
                            + "(?::(\\d{1,5}))?((?:;[^?\\s<>]+)?)");

    private static final Pattern TRANSPORT = Pattern.compile("(?i);transport=([^;]+)");

    /**
     * Reads one; {@code sip:} may be left out.
     *
     * @throws IllegalArgumentException when it is none, or names a transport that is not known
     */
    public static SipAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "an address must be like sip:USER@HOST[:PORT][;transport=tcp|tls|ws|wss], got '%s'"
                            .formatted(text));
        }
        boolean secure = "sips".equalsIgnoreCase(form.group(1));
        String parameters = form.group(5);
        SipTransport transport = transport(parameters, secure);
        int port = form.group(4) == null ? transport.impliedPort() : port(form.group(4));
        String user = orEmpty(form.group(2));
        String authority =
                form.group(3) + (form.group(4) == null ? "" : ":" + form.group(4)) + parameters;
        String uri = (secure ? "sips:" : "sip:") + (user.isEmpty() ? "" : user + "@") + authority;
        String host = form.group(3).replaceAll("[\\[\\]]", "");
        return new SipAddress(uri, user, host, port, transport);
    }

    private static SipTransport transport(String parameters, boolean secure) {
        Matcher named = TRANSPORT.matcher(parameters);
        if (!named.find()) {
            return secure ? SipTransport.TLS : SipTransport.UDP;
        }
        SipTransport transport;
        try {
            transport = SipTransport.of(named.group(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "transport must be udp, tcp, tls, ws or wss, got '" + named.group(1) + "'", e);
        }
        return secure && !transport.isWebSocket() ? SipTransport.TLS : transport;
    }

    private static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port must be 1 to 65535, got " + digits);
        }
        return port;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Where messages go, such as {@code 192.0.2.1:5060/udp}. */
    String hop() {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return "%s:%d/%s".formatted(literal, port, transport.name().toLowerCase(Locale.ROOT));
    }

    /** The same as a proxy that routes loosely (RFC 3261 §16.12). */
    String asRoute() {
        return uri.toLowerCase(Locale.ROOT).matches(".*;lr(;.*|=.*|$)") ? uri : uri + ";lr";
    }

    @Override
    public String toString() {
        return uri;
    }
}
