package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.TransferTarget;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transfer targets as Refer-To writes them (RFC 3515 §2.1, RFC 3891 §7). */
final class ReferTo {

    private ReferTo() {}

    /** Reads the URI of a Refer-To; null when it is nobody who could be called. */
    static @Nullable TransferTarget parse(String uri) {
        int headers = uri.indexOf('?');
        String bare = headers < 0 ? uri : uri.substring(0, headers);
        String scheme = bare.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("sip:")
                && !scheme.startsWith("sips:")
                && !scheme.startsWith("tel:")) {
            return null;
        }
        String replaces = headers < 0 ? null : header(uri.substring(headers + 1), "replaces");
        return replaces == null ? new TransferTarget.Blind(bare) : attended(bare, replaces);
    }

    private static @Nullable String header(String headers, String name) {
        for (String each : headers.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0 && each.substring(0, equals).equalsIgnoreCase(name)) {
                return unescape(each.substring(equals + 1));
            }
        }
        return null;
    }

    private static @Nullable TransferTarget attended(String uri, String replaces) {
        String[] parts = replaces.split(";");
        String toTag = "";
        String fromTag = "";
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith("to-tag=")) {
                toTag = parameter.substring(7);
            } else if (parameter.startsWith("from-tag=")) {
                fromTag = parameter.substring(9);
            }
        }
        String callId = parts[0].strip();
        return callId.isEmpty() || toTag.isEmpty() || fromTag.isEmpty()
                ? null
                : new TransferTarget.Attended(uri, callId, toTag, fromTag);
    }

    /** The value of a Refer-To header. A bare number is one at that host. */
    static String format(TransferTarget target, String host) {
        return switch (target) {
            case TransferTarget.Blind blind -> '<' + withScheme(blind.uri(), host) + '>';
            case TransferTarget.Attended attended ->
                    '<'
                            + withScheme(attended.uri(), host)
                            + "?Replaces="
                            + URLEncoder.encode(replaces(attended), StandardCharsets.UTF_8)
                                    .replace("+", "%20")
                            + '>';
        };
    }

    /** The value of a Replaces header. */
    static String replaces(TransferTarget.Attended target) {
        return target.callId() + ";to-tag=" + target.toTag() + ";from-tag=" + target.fromTag();
    }

    private static String withScheme(String uri, String host) {
        return uri.indexOf(':') > 0 ? uri : "sip:" + uri + '@' + host;
    }

    private static @Nullable String unescape(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
