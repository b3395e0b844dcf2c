package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import javax.sip.message.Response;

/** Causes of calls as SIP status codes and Q.850 causes (RFC 3326), and back. */
final class CauseCodes {

    private CauseCodes() {}

    /** The status a caller is refused with. */
    static int status(Cause.Kind kind) {
        return switch (kind) {
            case BUSY -> 486;
            case NO_ANSWER, UNAVAILABLE -> 480;
            case HANGUP, DECLINED -> 603;
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case NOT_ACCEPTABLE -> 488;
            case TIMEOUT -> 408;
            case TOO_MANY_HOPS -> 483;
            case OVERLOAD -> 503;
            case CANCELLED, ANSWERED_ELSEWHERE, TRANSFERRED -> 487;
            case PROTOCOL_ERROR -> 502;
            case SESSION_REFUSED, MEDIA_LOST, INTERNAL_ERROR -> 500;
        };
    }

    /** Says in a refusal why, and when to come again. */
    static Response refusal(Response response, Cause cause, UserAgentSettings settings) {
        if (cause.kind() == Cause.Kind.OVERLOAD) {
            Sip.set(response, "Retry-After", String.valueOf(settings.retryAfterS()));
        }
        Sip.set(response, "Reason", reason(cause));
        return response;
    }

    /** What a called party's refusal means. */
    static Cause.Kind kind(int status) {
        return switch (status) {
            case 486, 600 -> Cause.Kind.BUSY;
            case 603, 607 -> Cause.Kind.DECLINED;
            case 404, 410, 484, 485, 604 -> Cause.Kind.NOT_FOUND;
            case 480 -> Cause.Kind.UNAVAILABLE;
            case 401, 403, 407 -> Cause.Kind.FORBIDDEN;
            case 415, 488, 606 -> Cause.Kind.NOT_ACCEPTABLE;
            case 408, 504 -> Cause.Kind.TIMEOUT;
            case 483 -> Cause.Kind.TOO_MANY_HOPS;
            case 487 -> Cause.Kind.CANCELLED;
            case 503 -> Cause.Kind.OVERLOAD;
            default ->
                    status / 100 == 3 || status / 100 == 5
                            ? Cause.Kind.UNAVAILABLE
                            : Cause.Kind.PROTOCOL_ERROR;
        };
    }

    /** The Reason header's value for an end that we bring about. */
    static String reason(Cause cause) {
        if (cause.kind() == Cause.Kind.ANSWERED_ELSEWHERE) {
            return "SIP;cause=200;text=\"Call completed elsewhere\"";
        }
        String text = cause.detail().isEmpty() ? words(cause.kind()) : cause.detail();
        return "Q.850;cause=" + q850(cause.kind()) + ";text=\"" + printable(text) + '"';
    }

    /** Cause values of ITU-T Q.850. */
    static int q850(Cause.Kind kind) {
        return switch (kind) {
            case HANGUP, CANCELLED, TRANSFERRED -> 16;
            case ANSWERED_ELSEWHERE -> 26;
            case BUSY -> 17;
            case NO_ANSWER -> 19;
            case DECLINED, FORBIDDEN -> 21;
            case NOT_FOUND -> 1;
            case UNAVAILABLE -> 20;
            case TOO_MANY_HOPS -> 25;
            case NOT_ACCEPTABLE -> 88;
            case TIMEOUT -> 102;
            case OVERLOAD -> 42;
            case SESSION_REFUSED, INTERNAL_ERROR -> 41;
            case PROTOCOL_ERROR -> 111;
            case MEDIA_LOST -> 31;
        };
    }

    private static String words(Cause.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** A header's quoted string: one line, nothing that would end it. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", " ").strip();
    }
}
