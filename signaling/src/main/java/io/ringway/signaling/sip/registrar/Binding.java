package io.ringway.signaling.sip.registrar;

import java.util.List;
import javax.sip.address.SipURI;

/**
 * One contact of a user.
 *
 * @param user whose
 * @param contact what goes into the Request-URI
 * @param path proxies on the way, nearest to us first, as Route headers write them
 * @param source where the registration came from
 * @param nat whether the contact is reached by the flow of the registration, not by its URI: it is
 *     on a connection, behind NAT, or asked for it by {@code rport}
 * @param q preference, 0 to 1
 * @param instance {@code +sip.instance} of the phone; empty for none
 * @param regId {@code reg-id}; 0 for none
 * @param callId of the registration
 * @param cseq of its last request
 * @param expiresNs when it ends
 */
public record Binding(
        String user,
        SipURI contact,
        List<String> path,
        RequestSource source,
        boolean nat,
        float q,
        String instance,
        int regId,
        String callId,
        long cseq,
        long expiresNs) {

    public Binding {
        path = List.copyOf(path);
    }

    /** Whether another one takes its place (RFC 3261 §10.2.4, RFC 5626 §6). */
    boolean sameAs(Binding other) {
        boolean outbound = regId > 0 && !instance.isEmpty();
        return outbound
                ? regId == other.regId && instance.equals(other.instance)
                : contact.equals(other.contact);
    }

    boolean expired(long nowNs) {
        return expiresNs - nowNs <= 0;
    }
}
