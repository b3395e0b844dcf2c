package io.ringway.signaling.sip.auth;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that need not be remembered (RFC 7616 §3.3): a time and a number, then a keyed hash over
 * them, the realm and the source's address. Only who received one at that address can use it.
 *
 * <p>Thread: any.
 */
final class Nonces {

    /** What a nonce is worth. */
    enum Verdict {
        /** Made here for that source, and young enough. */
        FRESH,
        /** Made here for that source, too long ago. */
        EXPIRED,
        /** Not made here, or for another source. */
        FOREIGN
    }

    private static final int PLAIN_BYTES = 16;
    private static final int SEAL_BYTES = 16;
    private static final int ENCODED_LENGTH = 43;

    private final SecretKeySpec key;
    private final byte[] realm;
    private final long lifetimeNs;
    private final AtomicLong issued = new AtomicLong();

    /**
     * @param secret known to this process only, at least 32 bytes
     */
    Nonces(byte[] secret, String realm, long lifetimeNs) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.realm = realm.getBytes(StandardCharsets.UTF_8);
        this.lifetimeNs = lifetimeNs;
    }

    String issue(InetAddress source, long nowNs) {
        ByteBuffer nonce = ByteBuffer.allocate(PLAIN_BYTES + SEAL_BYTES);
        nonce.putLong(nowNs).putLong(issued.incrementAndGet());
        nonce.put(seal(nonce.array(), source));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    Verdict check(String nonce, InetAddress source, long nowNs) {
        byte[] bytes = decode(nonce);
        if (bytes.length != PLAIN_BYTES + SEAL_BYTES) {
            return Verdict.FOREIGN;
        }
        byte[] seal = Arrays.copyOfRange(bytes, PLAIN_BYTES, bytes.length);
        if (!MessageDigest.isEqual(seal, seal(bytes, source))) {
            return Verdict.FOREIGN;
        }
        return nowNs - issuedNs(bytes) < lifetimeNs ? Verdict.FRESH : Verdict.EXPIRED;
    }

    /** When a nonce that passed {@link #check} was made. */
    static long issuedNs(String nonce) {
        return issuedNs(decode(nonce));
    }

    private static long issuedNs(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static byte[] decode(String nonce) {
        if (nonce.length() != ENCODED_LENGTH) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] seal(byte[] nonce, InetAddress source) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(nonce, 0, PLAIN_BYTES);
            mac.update(source.getAddress());
            mac.update(realm);
            return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
