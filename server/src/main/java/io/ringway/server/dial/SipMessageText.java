package io.ringway.server.dial;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace needs of a message (RFC 3261 §7).
 *
 * @param start the first line without the protocol's version
 * @param status of a response; 0 for a request
 * @param cseq number and method
 * @param describesMedia whether it carries SDP
 */
record SipMessageText(String start, int status, String cseq, boolean describesMedia) {

    private static final Pattern CSEQ =
            Pattern.compile("(?im)^CSeq[ \\t]*:[ \\t]*(\\d+)\\s+(\\w+)");
    private static final Pattern SDP =
            Pattern.compile("(?im)^(?:Content-Type|c)[ \\t]*:[ \\t]*application/sdp");
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (\\d{3}) .*");

    static SipMessageText of(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String first = head.lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(first);
        Matcher cseq = CSEQ.matcher(head);
        return new SipMessageText(
                first.replaceAll("^SIP/2\\.0 | SIP/2\\.0$", ""),
                status.matches() ? Integer.parseInt(status.group(1)) : 0,
                cseq.find() ? cseq.group(1) + " " + cseq.group(2) : "",
                SDP.matcher(head).find());
    }

    String method() {
        return cseq.substring(cseq.indexOf(' ') + 1);
    }

    boolean isOf(String wanted) {
        return method().equals(wanted);
    }
}
