package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sdp.SdpException;
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

    static void add(Response response, SdpException e) {
        String text = e.getMessage().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", " ");
        int code = e.reason() == SdpException.Reason.UNACCEPTABLE ? 304 : 399;
        Sip.set(response, "Warning", code + " ringway \"" + text + '"');
    }
}
