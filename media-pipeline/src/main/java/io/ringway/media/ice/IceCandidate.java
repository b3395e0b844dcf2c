package io.ringway.media.ice;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One UDP candidate as SDP and trickle messages carry it (RFC 8839 §5.1).
 *
 * @param foundation 1 to 32 ice-chars
 * @param component 1 for RTP, 2 for RTCP
 * @param priority RFC 8445 §5.1.2, unsigned 32 bits
 * @param host an address literal, or a name ending in {@code .local} (never resolved)
 * @param port 0 to 65535
 */
public record IceCandidate(
        String foundation,
        int component,
        long priority,
        String host,
        int port,
        CandidateType type,
        @Nullable String relatedHost,
        int relatedPort) {

    private static final int MAX_LENGTH = 512;
    private static final int MAX_FOUNDATION_CHARS = 32;

    public IceCandidate {
        if (!token(foundation) || foundation.length() > MAX_FOUNDATION_CHARS) {
            throw new IllegalArgumentException(
                    "candidate foundation must be 1 to 32 printable characters");
        }
        if (!token(host) || (relatedHost != null && !token(relatedHost))) {
            throw new IllegalArgumentException(
                    "candidate addresses must be printable and free of spaces");
        }
    }

    /**
     * Reads {@code candidate:…}, with or without a leading {@code a=}.
     *
     * @return null when it is well formed but of another transport than UDP
     * @throws IllegalArgumentException when it is malformed; the message says where
     */
    public static @Nullable IceCandidate parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("candidate is longer than " + MAX_LENGTH);
        }
        String line = text.startsWith("a=") ? text.substring(2) : text;
        if (!line.startsWith("candidate:")) {
            throw new IllegalArgumentException("candidate must start with 'candidate:'");
        }
        String[] f = line.substring("candidate:".length()).trim().split(" +");
        if (f.length < 8 || !f[6].equals("typ")) {
            throw new IllegalArgumentException(
                    "candidate must read 'foundation component transport priority address port typ"
                            + " type'");
        }
        if (!f[2].equalsIgnoreCase("udp")) {
            return null;
        }
        String relatedHost = null;
        int relatedPort = 0;
        for (int i = 8; i + 1 < f.length; i += 2) {
            switch (f[i]) {
                case "raddr" -> relatedHost = f[i + 1];
                case "rport" -> relatedPort = (int) number(f[i + 1], 65_535, "rport");
                default -> {
                    // Extension attributes come in pairs and may be ignored (RFC 8839 §5.1).
                }
            }
        }
        return new IceCandidate(
                f[0],
                (int) number(f[1], 256, "component"),
                number(f[3], 0xFFFF_FFFFL, "priority"),
                f[4],
                (int) number(f[5], 65_535, "port"),
                typeOf(f[7]),
                relatedHost,
                relatedHost == null ? 0 : relatedPort);
    }

    /** Priority by the recommended formula (RFC 8445 §5.1.2.1). */
    public static long priorityOf(CandidateType type, int localPreference, int component) {
        return ((long) type.preference() << 24) | ((long) localPreference << 8) | (256 - component);
    }

    /** Whether the host is an mDNS name rather than an address (RFC 8828 §3). */
    public boolean obfuscated() {
        return host.toLowerCase(Locale.ROOT).endsWith(".local");
    }

    /**
     * Where checks to this candidate go; null when the host is a name, which is never resolved, or
     * no address a single host can have.
     */
    public @Nullable InetSocketAddress socketAddress() {
        return IceAddress.parse(host, port);
    }

    /** {@code candidate:…} without {@code a=}. */
    public String toSdp() {
        StringBuilder sdp = new StringBuilder(96);
        sdp.append("candidate:").append(foundation).append(' ').append(component);
        sdp.append(" udp ").append(priority).append(' ').append(host).append(' ').append(port);
        sdp.append(" typ ").append(type.sdpName());
        if (relatedHost != null) {
            sdp.append(" raddr ").append(relatedHost).append(" rport ").append(relatedPort);
        }
        return sdp.toString();
    }

    private static CandidateType typeOf(String name) {
        for (CandidateType type : CandidateType.values()) {
            if (type.sdpName().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "candidate type must be host, srflx, prflx or relay, got '" + name + "'");
    }

    /** Printable ASCII without spaces, so that {@link #toSdp()} stays one line of one candidate. */
    private static boolean token(String text) {
        boolean printable = !text.isEmpty();
        for (int i = 0; printable && i < text.length(); i++) {
            printable = text.charAt(i) > ' ' && text.charAt(i) < 0x7F;
        }
        return printable;
    }

    private static long number(String text, long max, String field) {
        boolean digits = !text.isEmpty() && text.length() <= 10;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        long value = digits ? Long.parseLong(text) : -1;
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    "candidate " + field + " must be 0 to " + max + ", got '" + text + "'");
        }
        return value;
    }
}
