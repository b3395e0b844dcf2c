package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sdp.SdpException;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Refused descriptions as statuses, with a Warning that says what is wrong (RFC 3261 §20.43). */
final class Warnings {

    private Warnings() {}

    static int status(SdpException e) {
        return switch (e.reason()) {
            case TOO_LARGE -> 413;
            case MALFORMED -> 400;
            case UNACCEPTABLE -> 488;
            case WRONG_STATE -> 491;
        };
    }

    /** The refusal of a request that is all about its description. */
    static Response response(InDialog session, Request request, SdpException e) {
        Response response = session.response(request, status(e));
        add(response, e);
        return response;
    }

    static void add(Response response, SdpException e) {
        String detail = e.getMessage().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", " ");
        String text = e.warning().text() + " (" + detail.strip() + ')';
        Sip.set(response, "Warning", e.warning().code() + " ringway \"" + text + '"');
    }
}
