package io.ringway.signaling.sip.auth;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import java.text.ParseException;
import java.util.Objects;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/**
 * The {@code uri} of credentials against the Request-URI. Phones leave out ports and parameters
 * there, and proxies add them here (RFC 8760 §2.6, 6), so user and host decide.
 */
final class DigestUri {

    private static final int MAX_LENGTH = 1_024;

    private DigestUri() {}

    static boolean names(String credentials, URI requestUri) {
        if (credentials.equals(requestUri.toString())) {
            return true;
        }
        if (credentials.isEmpty() || credentials.length() > MAX_LENGTH) {
            return false;
        }
        try {
            URI claimed = new AddressFactoryImpl().createURI(credentials);
            return (claimed instanceof SipURI one && requestUri instanceof SipURI other)
                    ? same(one, other)
                    : claimed.equals(requestUri);
        } catch (ParseException notUri) {
            return false;
        }
    }

    private static boolean same(SipURI one, SipURI other) {
        return one.isSecure() == other.isSecure()
                && Objects.equals(one.getUser(), other.getUser())
                && one.getHost().equalsIgnoreCase(other.getHost());
    }
}
