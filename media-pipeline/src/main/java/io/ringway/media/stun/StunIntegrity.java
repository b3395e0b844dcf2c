package io.ringway.media.stun;

import static io.ringway.media.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.FINGERPRINT_XOR;
import static io.ringway.media.stun.StunAttribute.HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.HMAC_SHA1_BYTES;

import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * MESSAGE-INTEGRITY (RFC 8489 §14.5) and FINGERPRINT (§14.7) of one thread.
 *
 * <p>The MAC object is kept and keyed again only when the key changes, as agents and tests use one
 * key many times in a row; for an event loop with thousands of legs the set-up costs two SHA-1
 * blocks.
 *
 * <p>Thread: one.
 */
public final class StunIntegrity {

    private final Mac mac = newMac();
    private final CRC32 crc = new CRC32();
    private final byte[] scratch = new byte[StunMessage.MAX_BYTES];
    private final byte[] expected = new byte[HMAC_SHA1_BYTES];
    private final byte[] actual = new byte[HMAC_SHA1_BYTES];
    private @Nullable StunKey current;

    /** Whether MESSAGE-INTEGRITY is there and made with that key. Compares in constant time. */
    public boolean verifyIntegrity(StunMessage message, StunKey key) {
        int at = message.integrityOffset();
        if (at < 0) {
            return false;
        }
        sign(message.bytes(), 0, at - ATTRIBUTE_HEADER_BYTES, key);
        message.bytes().getBytes(at, actual);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Whether FINGERPRINT is there and right. */
    public boolean verifyFingerprint(StunMessage message) {
        int at = message.fingerprintOffset();
        if (at < 0) {
            return false;
        }
        int value = checksum(message.bytes(), 0, at - ATTRIBUTE_HEADER_BYTES);
        return value == message.bytes().getInt(at, ByteOrder.BIG_ENDIAN);
    }

    /** Writes the 20 bytes for a message whose attributes so far take {@code coveredBytes}. */
    void writeIntegrity(
            MutableDirectBuffer buffer, int offset, int coveredBytes, StunKey key, int at) {
        sign(buffer, offset, coveredBytes, key);
        buffer.putBytes(at, expected);
    }

    /** The FINGERPRINT of a message whose header states its final length. */
    int checksum(DirectBuffer buffer, int offset, int coveredBytes) {
        buffer.getBytes(offset, scratch, 0, coveredBytes);
        crc.reset();
        crc.update(scratch, 0, coveredBytes);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private void sign(DirectBuffer buffer, int offset, int coveredBytes, StunKey key) {
        buffer.getBytes(offset, scratch, 0, coveredBytes);
        // The header's length must end right after MESSAGE-INTEGRITY, whatever follows (§14.5).
        int length = coveredBytes - HEADER_BYTES + ATTRIBUTE_HEADER_BYTES + HMAC_SHA1_BYTES;
        scratch[2] = (byte) (length >>> 8);
        scratch[3] = (byte) length;
        try {
            if (key != current) {
                mac.init(key.key());
                current = key;
            }
            mac.update(scratch, 0, coveredBytes);
            mac.doFinal(expected, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 over " + coveredBytes + " bytes failed", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HmacSHA1", e);
        }
    }
}
