package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.CallParties;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sip.header.ContentDispositionHeader;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Inspects requests before anything is made of them (RFC 3261 §8.2), in the order given there. */
final class RequestCheck {

    private static final int LARGEST_BODY = 65_536;
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

    private RequestCheck() {}

    /** Why a request outside any dialog is refused; null when it is not. */
    static @Nullable Refusal outside(Request request) {
        String method = request.getMethod();
        Refusal unserved = method(method);
        if (unserved != null) {
            return unserved;
        }
        if (!SCHEMES.contains(request.getRequestURI().getScheme().toLowerCase(Locale.ROOT))) {
            return Refusal.of(416);
        }
        return method.equals(Request.INVITE) && hops(request) == 0 ? Refusal.of(483) : any(request);
    }

    /** Why a method is not served, which is looked at first (§8.2.1); null when it is. */
    static @Nullable Refusal method(String method) {
        if (Capabilities.METHODS.contains(method)) {
            return null;
        }
        int status = Capabilities.UNSERVED.contains(method) ? 405 : 501;
        return new Refusal(status, "Allow", Capabilities.ALLOW);
    }

    /** Why any request is refused, in a dialog or not; null when it is not. */
    static @Nullable Refusal any(Request request) {
        List<String> unknown = OptionTags.unknown(request);
        if (!unknown.isEmpty()) {
            return new Refusal(420, "Unsupported", String.join(", ", unknown));
        }
        if (Body.length(request) > LARGEST_BODY) {
            return Refusal.of(413);
        }
        if (request.getHeader(ContentEncodingHeader.NAME) != null && Body.length(request) > 0) {
            return new Refusal(415, "Accept-Encoding", "identity");
        }
        return request.getMethod().equals(Request.INVITE) ? description(request) : null;
    }

    /** An INVITE's body is SDP, has SDP in it, or may be ignored. */
    private static @Nullable Refusal description(Request invite) {
        boolean fine = Body.type(invite).isEmpty() || Body.sdp(invite) != null || optional(invite);
        return fine ? null : new Refusal(415, "Accept", Capabilities.ACCEPT);
    }

    private static boolean optional(Request request) {
        ContentDispositionHeader disposition =
                (ContentDispositionHeader) request.getHeader(ContentDispositionHeader.NAME);
        return disposition != null
                && "optional".equalsIgnoreCase(disposition.getParameter("handling"));
    }

    /** How many hops a request may still make; what asks for more than usual does not get it. */
    static int hops(Request request) {
        MaxForwardsHeader header = (MaxForwardsHeader) request.getHeader(MaxForwardsHeader.NAME);
        int usual = CallParties.USUAL_HOPS;
        return header == null ? usual : Math.min(header.getMaxForwards(), usual);
    }
}
