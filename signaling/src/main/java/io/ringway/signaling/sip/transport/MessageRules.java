package io.ringway.signaling.sip.transport;

import io.ringway.signaling.sip.transport.Verdict.Accepted;
import io.ringway.signaling.sip.transport.Verdict.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges messages before JAIN-SIP parses them: what would cost its parser too much, and what it
 * would take although RFC 3261 does not allow it (RFC 4475 and RFC 5118 show most of it).
 *
 * <p>Thread: any; no state.
 */
final class MessageRules {

    private static final Pattern VERSION = Pattern.compile("SIP/\\d+\\.\\d+");
    private static final Pattern CSEQ = Pattern.compile("(\\d{1,10})\\s+(\\S+)");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");
    private static final List<String> REQUIRED = List.of("via", "from", "to", "call-id", "cseq");
    private static final List<String> SINGLE =
            List.of("from", "to", "call-id", "cseq", "max-forwards", "content-type");
    private static final Set<String> ADDRESSES =
            Set.of("from", "to", "contact", "route", "record-route", "refer-to", "referred-by");
    private static final long MAX_CSEQ = (1L << 31) - 1;

    private final SipLimits limits;

    MessageRules(SipLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges a message.
     *
     * @param lengthRequired whether the transport frames by Content-Length alone
     */
    Verdict judge(RawMessage message, boolean lengthRequired) {
        Refused refused = lines(message);
        if (refused == null) {
            refused = message.isResponse() ? null : requestLine(message);
        }
        if (refused == null) {
            refused = required(message);
        }
        if (refused == null) {
            refused = values(message);
        }
        return refused != null ? refused : body(message, lengthRequired);
    }

    private @Nullable Refused lines(RawMessage message) {
        if (!message.fault().isEmpty()) {
            return bad(message.fault());
        }
        int total = 0;
        if (message.startLine().length() > limits.maxHeaderBytes()
                || ListSyntax.hasControl(message.startLine())) {
            return bad("its first line is too long or has control characters");
        }
        for (RawMessage.Header header : message.headers()) {
            int weight = ListSyntax.weight(header.value());
            total += weight;
            if (header.value().length() > limits.maxHeaderBytes()) {
                return bad(header.name() + " is longer than " + limits.maxHeaderBytes());
            }
            if (weight >= limits.maxListItems() || total >= limits.maxListItemsTotal()) {
                return bad("too many values in " + header.name());
            }
            if (!TOKEN.matcher(header.name()).matches() || ListSyntax.hasControl(header.value())) {
                return bad("control characters or a header name that is none");
            }
        }
        return null;
    }

    /** RFC 3261 §7.1: three parts with one space between, nothing else. */
    private static @Nullable Refused requestLine(RawMessage message) {
        String[] parts = message.startLine().split(" ", -1);
        if (parts.length != 3 || !TOKEN.matcher(parts[0]).matches()) {
            return bad("the request line is not method, URI and version with one space between");
        }
        String version = parts[2].toUpperCase(Locale.ROOT);
        if (!version.equals("SIP/2.0")) {
            return VERSION.matcher(version).matches()
                    ? new Refused(505, "Version Not Supported (" + version + ")")
                    : bad("the request line ends in no SIP version");
        }
        return requestUri(parts[1]);
    }

    private static @Nullable Refused requestUri(String uri) {
        int colon = uri.indexOf(':');
        if (colon <= 0 || uri.startsWith("<")) {
            return bad("the Request-URI has no scheme");
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            return new Refused(416, "Unsupported URI Scheme (" + scheme + ")");
        }
        String host = uri.substring(Math.max(uri.lastIndexOf('@'), colon) + 1);
        if (!scheme.equals("tel") && host.indexOf('?') >= 0) {
            return bad("headers in the Request-URI");
        }
        return !scheme.equals("tel") && !isHostPort(host.split(";", 2)[0])
                ? bad("the Request-URI's host is none")
                : null;
    }

    /** A name or IPv4 address and perhaps a port, or an IPv6 address in brackets. */
    private static boolean isHostPort(String text) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        String rest = text.substring(bracket + 1);
        int colon = rest.indexOf(':');
        return !text.isEmpty()
                && text.startsWith("[") == (bracket > 0)
                && colon == rest.lastIndexOf(':')
                && (bracket < 0 || rest.isEmpty() || colon == 0);
    }

    private static @Nullable Refused required(RawMessage message) {
        for (String name : REQUIRED) {
            if (message.value(name).isEmpty()) {
                return bad("no " + name);
            }
        }
        for (String name : SINGLE) {
            if (message.values(name).size() > 1) {
                return bad("more than one " + name);
            }
        }
        return null;
    }

    private static @Nullable Refused values(RawMessage message) {
        Matcher cseq = CSEQ.matcher(message.value("cseq"));
        if (!cseq.matches() || Long.parseLong(cseq.group(1)) > MAX_CSEQ) {
            return bad("cseq is not a number below 2**31 and a method");
        }
        if (!message.isResponse() && !cseq.group(2).equals(message.method())) {
            return bad("cseq is of another method");
        }
        String hops = message.value("max-forwards");
        if (!hops.isEmpty() && !(hops.matches("0*\\d{1,3}") && Integer.parseInt(hops) <= 255)) {
            return bad("max-forwards is not 0 to 255");
        }
        for (RawMessage.Header header : message.headers()) {
            if (header.name().equals("via") && !isVia(header.value())) {
                return bad("via cannot be read");
            }
            if (ADDRESSES.contains(header.name()) && !isAddresses(header)) {
                return bad(header.name() + " cannot be read");
            }
        }
        return null;
    }

    private static boolean isVia(String value) {
        for (String via : ListSyntax.split(value, ',')) {
            List<String> parts = ListSyntax.split(via, ';');
            for (String part : parts) {
                String name = part.strip().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || name.matches("branch\\s*=\\s*z9hg4bk")) {
                    return false;
                }
            }
            if (!parts.getFirst().matches("\\s*\\S+\\s*/\\s*\\S+\\s*/\\s*\\S+\\s+\\S.*")) {
                return false;
            }
        }
        return true;
    }

    /** Each value quoted rightly, without empty parameters, in brackets where it must be. */
    private static boolean isAddresses(RawMessage.Header header) {
        if (!ListSyntax.isBalanced(header.value())) {
            return false;
        }
        List<String> values = ListSyntax.split(header.value(), ',');
        boolean single = header.name().equals("from") || header.name().equals("to");
        if (single && values.size() > 1) {
            return false;
        }
        for (String value : values) {
            boolean bare = value.indexOf('<') < 0 && value.indexOf('?') >= 0;
            if (bare || ListSyntax.split(value, ';').stream().anyMatch(String::isBlank)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3261 §18.3: what a datagram has beyond its body is ignored, less is an error. */
    private static Verdict body(RawMessage message, boolean lengthRequired) {
        List<String> lengths = message.values("content-length");
        if (lengths.isEmpty()) {
            return lengthRequired ? bad("no content-length") : new Accepted(message.body().length);
        }
        String first = lengths.getFirst();
        if (!first.matches("\\d{1,9}") || !lengths.stream().allMatch(first::equals)) {
            return bad("content-length is not one number");
        }
        int length = Integer.parseInt(first);
        return length > message.body().length
                ? bad("content-length is larger than the body")
                : new Accepted(length);
    }

    private static Refused bad(String why) {
        return new Refused(400, "Bad Request (" + why + ")");
    }
}
