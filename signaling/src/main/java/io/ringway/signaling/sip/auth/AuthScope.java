package io.ringway.signaling.sip.auth;

import gov.nist.javax.sip.header.HeaderFactoryImpl;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;

/** Who asks for credentials, and in which headers (RFC 3261 §22.2, §22.3). */
public enum AuthScope {
    /** A user agent server or registrar. */
    USER_AGENT(Response.UNAUTHORIZED, WWWAuthenticateHeader.NAME, AuthorizationHeader.NAME),
    /** A proxy on the way. */
    PROXY(
            Response.PROXY_AUTHENTICATION_REQUIRED,
            ProxyAuthenticateHeader.NAME,
            ProxyAuthorizationHeader.NAME);

    private final int status;
    private final String challenge;
    private final String credentials;

    AuthScope(int status, String challenge, String credentials) {
        this.status = status;
        this.challenge = challenge;
        this.credentials = credentials;
    }

    /** Status of a response that asks for credentials. */
    public int status() {
        return status;
    }

    /** Name of the header that asks. */
    public String challengeHeader() {
        return challenge;
    }

    /** Name of the header that answers. */
    public String credentialsHeader() {
        return credentials;
    }

    /** The values of all headers of one name, from the top. */
    static List<String> values(Message message, String headerName) {
        List<String> values = new ArrayList<>();
        ListIterator<?> headers = message.getHeaders(headerName);
        while (headers != null && headers.hasNext()) {
            values.add(valueOf((Header) headers.next()));
        }
        return values;
    }

    static Header header(String name, String value) {
        try {
            return new HeaderFactoryImpl().createHeader(name, value);
        } catch (ParseException e) {
            throw new IllegalStateException("not a header: " + name + ": " + value, e);
        }
    }

    private static String valueOf(Header header) {
        String text = header.toString();
        return text.substring(text.indexOf(':') + 1).strip();
    }
}
