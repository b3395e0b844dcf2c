package io.ringway.signaling.sip.transport;

import java.util.Locale;

/** What carries SIP messages (RFC 3261 §18, RFC 7118). */
public enum SipTransport {
    UDP(5060),
    TCP(5060),
    TLS(5061),
    WS(5062),
    WSS(5063);

    private final int defaultPort;

    SipTransport(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /**
     * The transport a Via or a {@code transport} parameter names.
     *
     * @throws IllegalArgumentException when there is none of that name here
     */
    public static SipTransport of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether messages arrive whole and in order, so that nothing is sent again. */
    public boolean isReliable() {
        return this != UDP;
    }

    public boolean isWebSocket() {
        return this == WS || this == WSS;
    }

    /** Whether a message ends where its Content-Length says, and nowhere else. */
    boolean needsLength() {
        return this == TCP || this == TLS;
    }

    /** Whether it is encrypted. */
    public boolean isSecure() {
        return this == TLS || this == WSS;
    }

    /** As a {@code transport} parameter says it. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The port listened on when settings name no other. */
    public int defaultPort() {
        return defaultPort;
    }

    /** The port meant by a URI or Via without one (RFC 3261 §19.1.2, RFC 7118 §5.2). */
    public int impliedPort() {
        return switch (this) {
            case UDP, TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }
}
