package io.ringway.signaling.sip.dialog;

import javax.sip.header.ReasonHeader;
import javax.sip.header.WarningHeader;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in one line: status, phrase, and what its Reason (RFC 3326) or Warning (RFC 3261
 * §20.43) tells besides.
 */
final class RefusalText {

    private static final int MOST_CHARS = 200;

    private RefusalText() {}

    static String of(Response response) {
        String line = response.getStatusCode() + " " + response.getReasonPhrase();
        String more = told(response);
        boolean tellsMore =
                more != null
                        && !more.isBlank()
                        && !more.equalsIgnoreCase(response.getReasonPhrase());
        String all = tellsMore ? line + ": " + more : line;
        String printable = all.replaceAll("\\p{Cntrl}", " ").strip();
        return printable.substring(0, Math.min(MOST_CHARS, printable.length()));
    }

    private static @Nullable String told(Response response) {
        if (response.getHeader(ReasonHeader.NAME) instanceof ReasonHeader reason
                && reason.getText() != null) {
            return reason.getText();
        }
        return response.getHeader(WarningHeader.NAME) instanceof WarningHeader warning
                ? warning.getText()
                : null;
    }
}
