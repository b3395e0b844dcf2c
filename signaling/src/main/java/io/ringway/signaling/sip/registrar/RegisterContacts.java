package io.ringway.signaling.sip.registrar;

import io.ringway.media.AddressLiteral;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.TimeUnit;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** What a REGISTER wants of a user's contacts (RFC 3261 §10.3, 6 and 7). */
final class RegisterContacts {

    private static final int MAX_EXPIRES_S = Integer.MAX_VALUE;

    private final RegistrarSettings settings;
    private final Request request;
    private final RequestSource source;
    private final long nowNs;

    RegisterContacts(
            RegistrarSettings settings, Request request, RequestSource source, long nowNs) {
        this.settings = settings;
        this.request = request;
        this.source = source;
        this.nowNs = nowNs;
    }

    /** A user's contacts after the request; those before when it only asks. */
    List<Binding> applyTo(List<Binding> before, String user) throws RegisterException {
        List<ContactHeader> contacts = contacts();
        for (Binding binding : before) {
            requireLater(binding);
        }
        if (contacts.stream().anyMatch(ContactHeader::isWildCard)) {
            requireWildCardAlone(contacts);
            return List.of();
        }
        List<Binding> after = new ArrayList<>(before);
        after.removeIf(binding -> binding.expired(nowNs));
        for (ContactHeader contact : contacts) {
            int expiresS = expiresS(contact);
            Binding binding = binding(user, contact, expiresS);
            after.removeIf(binding::sameAs);
            if (expiresS > 0) {
                after.add(binding);
            }
        }
        return after;
    }

    boolean onlyAsks() {
        return contacts().isEmpty();
    }

    private List<ContactHeader> contacts() {
        List<ContactHeader> contacts = new ArrayList<>();
        ListIterator<?> headers = request.getHeaders(ContactHeader.NAME);
        while (headers != null && headers.hasNext()) {
            contacts.add((ContactHeader) headers.next());
        }
        return contacts;
    }

    /** A request that was overtaken must not undo what the later one did. */
    private void requireLater(Binding binding) throws RegisterException {
        if (binding.callId().equals(callId()) && cseq() <= binding.cseq() && !onlyAsks()) {
            throw new RegisterException(
                    Response.SERVER_INTERNAL_ERROR,
                    RegistrarCounter.MALFORMED,
                    "CSeq Out Of Order");
        }
    }

    private void requireWildCardAlone(List<ContactHeader> contacts) throws RegisterException {
        ExpiresHeader expires = request.getExpires();
        if (contacts.size() > 1 || expires == null || expires.getExpires() != 0) {
            throw malformed("Contact * Needs Expires 0 And No Other");
        }
    }

    private int expiresS(ContactHeader contact) throws RegisterException {
        ExpiresHeader header = request.getExpires();
        int wanted = contact.getExpires();
        if (wanted < 0) {
            wanted = header == null ? settings.usualExpiresS() : header.getExpires();
        }
        if (wanted > 0 && wanted < settings.minExpiresS()) {
            throw new RegisterException(
                    Response.INTERVAL_TOO_BRIEF, RegistrarCounter.TOO_BRIEF, "Interval Too Brief");
        }
        return Math.clamp(wanted, 0, Math.min(settings.maxExpiresS(), MAX_EXPIRES_S));
    }

    private Binding binding(String user, ContactHeader contact, int expiresS)
            throws RegisterException {
        if (!(contact.getAddress().getURI() instanceof SipURI uri)) {
            throw malformed("Contact Is Not A SIP URI");
        }
        SipURI target = (SipURI) uri.clone();
        boolean path = !pathValues(request).isEmpty();
        return new Binding(
                user,
                target,
                pathValues(request),
                source,
                !path && byFlow(target),
                contact.getQValue() < 0 ? 1f : contact.getQValue(),
                unquoted(contact.getParameter("+sip.instance")),
                regId(contact.getParameter("reg-id")),
                callId(),
                cseq(),
                nowNs + TimeUnit.SECONDS.toNanos(expiresS));
    }

    /** RFC 3581 §4, RFC 5626 §5.3: whether only the flow surely leads back. */
    private boolean byFlow(SipURI contact) {
        ViaHeader via = (ViaHeader) request.getHeader(ViaHeader.NAME);
        boolean asked = via != null && via.getParameter("rport") != null;
        return source.flow() != null
                && (source.transport().isReliable() || asked || !names(contact));
    }

    private boolean names(SipURI contact) {
        String host = contact.getHost();
        InetAddress remote = source.remote().getAddress();
        int port = contact.getPort() < 0 ? 5060 : contact.getPort();
        return AddressLiteral.names(host, remote) && port == source.remote().getPort();
    }

    /** Proxies the request came through that want to be on the way back (RFC 3327 §5.3). */
    static List<String> pathValues(Request request) {
        List<String> values = new ArrayList<>();
        ListIterator<?> headers = request.getHeaders("Path");
        while (headers != null && headers.hasNext()) {
            String text = ((Header) headers.next()).toString();
            values.add(text.substring(text.indexOf(':') + 1).strip());
        }
        return values;
    }

    private static String unquoted(@Nullable String value) {
        return value == null ? "" : value.replace("\"", "");
    }

    private static int regId(@Nullable String value) {
        return value != null && value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    private String callId() {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private long cseq() {
        return ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    private static RegisterException malformed(String reason) {
        return new RegisterException(Response.BAD_REQUEST, RegistrarCounter.MALFORMED, reason);
    }
}
