package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.sip.header.ContentLengthHeader;
import javax.sip.message.Message;

/**
 * Puts what proxies need at the top of a message, and then what says whose it is (RFC 3261 §7.3.1).
 * JAIN-SIP writes headers as they were set, those of responses in no order at all.
 */
final class HeaderOrder {

    private static final List<String> FIRST =
            List.of(
                    "via",
                    "route",
                    "record-route",
                    "max-forwards",
                    "from",
                    "to",
                    "call-id",
                    "cseq",
                    "contact");

    private HeaderOrder() {}

    /** To be called before anybody else has the message. */
    static void arrange(Message message) {
        List<SIPHeader> headers = new ArrayList<>();
        for (Iterator<SIPHeader> each = ((SIPMessage) message).getHeaders(); each.hasNext(); ) {
            headers.add(each.next());
        }
        headers.removeIf(header -> header instanceof ContentLengthHeader);
        headers.sort(Comparator.comparingInt(HeaderOrder::rank));
        headers.forEach(message::setHeader);
    }

    private static int rank(SIPHeader header) {
        int rank = FIRST.indexOf(header.getName().toLowerCase(Locale.ROOT));
        return rank < 0 ? FIRST.size() : rank;
    }
}
