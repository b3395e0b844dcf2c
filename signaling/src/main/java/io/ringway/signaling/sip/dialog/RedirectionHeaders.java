package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Redirections;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * Diversion (RFC 5806) and History-Info (RFC 7044): read from callers that are trusted, and written
 * for those who may know. What was told stays as it was told; what happened here is added.
 */
final class RedirectionHeaders {

    private static final String DIVERSION = "Diversion";
    private static final String HISTORY = "History-Info";

    /** More is a loop, or somebody's joke. */
    private static final int MOST = 20;

    private static final Pattern INDEX =
            Pattern.compile("(?i);\\s*index\\s*=\\s*(\\d+(?:\\.\\d+)*)");

    private RedirectionHeaders() {}

    /** What an INVITE tells, if its sender may be believed. */
    static Redirections read(Request invite, boolean trusted) {
        return trusted
                ? new Redirections(values(invite, DIVERSION), values(invite, HISTORY), "")
                : Redirections.NONE;
    }

    private static List<String> values(Request request, String name) {
        List<String> values = new ArrayList<>();
        Iterator<?> headers = request.getHeaders(name);
        while (headers != null && headers.hasNext() && values.size() < MOST) {
            String text = ((Header) headers.next()).toString();
            values.add(text.substring(text.indexOf(':') + 1).strip());
        }
        return values;
    }

    /**
     * Tells somebody we call.
     *
     * @param own our address there, whose host stands for this one
     */
    static void write(Request invite, Redirections redirections, RedirectionRule rule, SipURI own) {
        String deflector = redirections.deflector();
        String uri = deflector.isEmpty() ? "" : uriOf(deflector, own);
        if (rule.diversion()) {
            if (!uri.isEmpty()) {
                add(invite, DIVERSION, "<" + uri + ">;reason=deflection;counter=1");
            }
            redirections.diversions().forEach(value -> add(invite, DIVERSION, value));
        }
        boolean known = !uri.isEmpty() || !redirections.history().isEmpty();
        if (rule.history() && known) {
            writeHistory(invite, redirections.history(), uri);
        }
    }

    private static String uriOf(String user, SipURI own) {
        return Sip.make(() -> Sip.ADDRESSES.createSipURI(user, own.getHost())).toString();
    }

    /** Entries that were, whom the call was for here, and whom it goes to now (§10.3). */
    private static void writeHistory(Request invite, List<String> before, String deflector) {
        before.forEach(value -> add(invite, HISTORY, value));
        String last = before.isEmpty() ? "" : lastIndex(before.getLast());
        String mapped = "";
        if (!deflector.isEmpty()) {
            last = next(last);
            add(invite, HISTORY, "<" + deflector + ">;index=" + last);
            mapped = ";mp=" + last;
        }
        String target = invite.getRequestURI().toString();
        add(invite, HISTORY, "<" + target + ">;index=" + next(last) + mapped);
    }

    private static String next(String index) {
        return index.isEmpty() ? "1" : index + ".1";
    }

    private static String lastIndex(String value) {
        Matcher index = INDEX.matcher(value);
        String last = "1";
        while (index.find()) {
            last = index.group(1);
        }
        return last;
    }

    private static void add(Request invite, String name, String value) {
        invite.addHeader(Sip.header(name, value));
    }
}
