package io.ringway.media.ice;

import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunKey;
import java.nio.charset.StandardCharsets;

/**
 * A username fragment and password of one side for one generation (RFC 8445 §5.3). Immutable; the
 * password is never printed.
 */
public final class IceCredentials {

    /**
     * Twelve characters make a check long enough that no answer, even one with an IPv6 address, is
     * longer than the check, whatever optional attributes the peer leaves out.
     */
    private static final int LOCAL_UFRAG_CHARS = 12;

    private static final int LOCAL_PWD_CHARS = 24;
    private static final int MAX_CHARS = 256;
    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final String ufrag;
    private final String pwd;
    private final byte[] ufragBytes;
    private final StunKey key;

    private IceCredentials(String ufrag, String pwd) {
        this.ufrag = ufrag;
        this.pwd = pwd;
        this.ufragBytes = ufrag.getBytes(StandardCharsets.US_ASCII);
        this.key = StunKey.ofPassword(pwd);
    }

    /**
     * Credentials as SDP carries them (RFC 8839 §5.4).
     *
     * @param ufrag 4 to 256 ice-chars
     * @param pwd 22 to 256 ice-chars
     * @throws IllegalArgumentException when either is not that; the message never shows a password
     */
    public static IceCredentials of(String ufrag, String pwd) {
        if (!wellFormed(ufrag, 4)) {
            throw new IllegalArgumentException(
                    "ice-ufrag must be 4 to 256 letters, digits, '+' or '/', got "
                            + ufrag.length()
                            + " characters");
        }
        if (!wellFormed(pwd, 22)) {
            throw new IllegalArgumentException(
                    "ice-pwd must be 22 to 256 letters, digits, '+' or '/', got "
                            + pwd.length()
                            + " characters");
        }
        return new IceCredentials(ufrag, pwd);
    }

    /** Fresh credentials: 72 random bits of username fragment, 144 of password. */
    public static IceCredentials create(RandomSource random) {
        return new IceCredentials(
                characters(random.nextBytes(LOCAL_UFRAG_CHARS)),
                characters(random.nextBytes(LOCAL_PWD_CHARS)));
    }

    public String ufrag() {
        return ufrag;
    }

    public String pwd() {
        return pwd;
    }

    /** The MESSAGE-INTEGRITY key of checks sent to this side and of its answers. */
    StunKey key() {
        return key;
    }

    /** The username fragment's bytes; not to be changed. */
    byte[] ufragBytes() {
        return ufragBytes;
    }

    /** USERNAME of checks from this side to that one (RFC 8445 §7.2.2). */
    byte[] usernameTowards(IceCredentials remote) {
        return (remote.ufrag + ":" + ufrag).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IceCredentials that
                && ufrag.equals(that.ufrag)
                && pwd.equals(that.pwd);
    }

    @Override
    public int hashCode() {
        return ufrag.hashCode();
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }

    private static String characters(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(ICE_CHARS.charAt(b & 63));
        }
        return text.toString();
    }

    private static boolean wellFormed(String text, int min) {
        if (text.length() < min || text.length() > MAX_CHARS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (ICE_CHARS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
