package io.ringway.signaling.sip.transport;

import io.ringway.media.AddressLiteral;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that needs no transaction (RFC 3261 §8.2.7): made of the request's own lines, the same
 * each time the same request comes.
 */
final class Refusal {

    private static final Pattern SENT_BY =
            Pattern.compile(
                    "\\S+\\s*/\\s*\\S+\\s*/\\s*\\S+\\s+(\\[[^\\]]+\\]|[^\\s:;]+)\\s*(?::\\s*(\\d{1,5}))?.*");
    private static final Pattern RPORT = Pattern.compile("(?i);\\s*rport\\s*(?=;|$)");
    private static final int RETRY_AFTER_S = 5;

    private Refusal() {}

    /**
     * The answer.
     *
     * @param retry whether to say that it may be tried again soon
     * @return null when the request is an ACK, or its topmost Via cannot be read
     */
    static byte @Nullable [] of(
            RawMessage request,
            int status,
            String reason,
            boolean retry,
            InetSocketAddress source) {
        List<String> vias = request.values("via");
        if (request.method().equalsIgnoreCase("ACK")
                || vias.isEmpty()
                || !SENT_BY.matcher(topmost(vias)).matches()) {
            return null;
        }
        StringBuilder out = new StringBuilder(512);
        out.append("SIP/2.0 ").append(status).append(' ').append(printable(reason)).append("\r\n");
        appendVias(out, vias, source);
        append(out, "From", request.value("from"));
        append(out, "To", tagged(request));
        append(out, "Call-ID", request.value("call-id"));
        append(out, "CSeq", request.value("cseq"));
        if (retry) {
            append(out, "Retry-After", Integer.toString(RETRY_AFTER_S));
        }
        append(out, "Content-Length", "0");
        return out.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where an answer to a datagram goes (RFC 3261 §18.2.2, RFC 3581 §4). */
    static InetSocketAddress target(RawMessage request, InetSocketAddress source) {
        String top = topmost(request.values("via"));
        Matcher sentBy = SENT_BY.matcher(top);
        if (RPORT.matcher(top).find() || !sentBy.matches()) {
            return source;
        }
        int port = sentBy.group(2) == null ? 5060 : Integer.parseInt(sentBy.group(2));
        boolean usable = port > 0 && port <= 65_535;
        return usable ? new InetSocketAddress(source.getAddress(), port) : source;
    }

    private static String topmost(List<String> vias) {
        return vias.isEmpty() ? "" : ListSyntax.split(vias.getFirst(), ',').getFirst().strip();
    }

    private static void appendVias(StringBuilder out, List<String> vias, InetSocketAddress source) {
        String top = topmost(vias);
        String filled =
                RPORT.matcher(top).replaceFirst(";rport=" + source.getPort())
                        + ";received="
                        + AddressLiteral.of(source.getAddress());
        append(out, "Via", filled + vias.getFirst().strip().substring(top.length()));
        vias.subList(1, vias.size()).forEach(via -> append(out, "Via", via));
    }

    private static String tagged(RawMessage request) {
        String to = request.value("to");
        boolean hasTag = to.toLowerCase(Locale.ROOT).matches(".*;\\s*tag\\s*=.*");
        int hash = (topmost(request.values("via")) + request.value("call-id")).hashCode();
        return to.isEmpty() || hasTag ? to : to + ";tag=r" + Integer.toHexString(hash);
    }

    private static void append(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(name).append(": ").append(value).append("\r\n");
        }
    }

    /** What came from the sender and is part of the reason must not make lines of its own. */
    private static String printable(String reason) {
        return reason.replaceAll("[^ -~]", "?");
    }
}
