package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringway.signaling.call.TransferProgress;
import org.jspecify.annotations.Nullable;

/** A status line as NOTIFY carries it for a transfer (RFC 3515 §2.4.5, message/sipfrag). */
record SipFragment(int status) {

    /** The status a body begins with, or null when it does not. */
    static @Nullable SipFragment parse(String body) {
        String[] words = body.stripLeading().split("\\s+", 3);
        boolean status = words.length >= 2 && words[0].startsWith("SIP/2.0");
        return status && words[1].matches("[1-6]\\d\\d")
                ? new SipFragment(Integer.parseInt(words[1]))
                : null;
    }

    static SipFragment of(TransferProgress progress) {
        return new SipFragment(
                switch (progress) {
                    case TRYING -> 100;
                    case RINGING -> 180;
                    case DONE -> 200;
                    case FAILED -> 503;
                });
    }

    TransferProgress progress() {
        return switch (status / 100) {
            case 1 -> status >= 180 ? TransferProgress.RINGING : TransferProgress.TRYING;
            case 2 -> TransferProgress.DONE;
            default -> TransferProgress.FAILED;
        };
    }

    boolean last() {
        return status >= 200;
    }

    String body() {
        String phrase = SIPResponse.getReasonPhrase(status);
        return "SIP/2.0 " + status + ' ' + phrase + "\r\n";
    }
}
