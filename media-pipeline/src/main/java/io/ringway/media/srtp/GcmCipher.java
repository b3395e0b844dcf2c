package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * AES in Galois/counter mode (RFC 7714). The clear bytes are associated data; SRTCP adds its index
 * word, which stands behind the tag (§9.2).
 */
abstract sealed class GcmCipher extends SrtpCipher permits JcaGcm, LibcryptoGcm {

    static final int TAG_BYTES = 16;
    static final int NONCE_BYTES = 12;

    private final long saltHigh;
    private final int saltLow;

    GcmCipher(byte[] salt) {
        ByteBuffer bytes = ByteBuffer.wrap(salt);
        saltHigh = bytes.getLong();
        saltLow = bytes.getInt();
    }

    /**
     * Decrypts what follows the clear bytes and checks the tag behind it.
     *
     * @param nonceHigh the nonce's first eight bytes
     * @param nonceLow its last four
     * @param withWord whether {@code word} is associated data too
     * @param out the plain bytes go to {@code outOffset + clearLength}; may be written whatever the
     *     outcome
     */
    abstract boolean decrypt(
            long nonceHigh,
            int nonceLow,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            boolean withWord,
            int word,
            MutableDirectBuffer out,
            int outOffset);

    /** The reverse of {@link #decrypt}: cipher bytes and tag go behind the clear bytes' place. */
    abstract void encrypt(
            long nonceHigh,
            int nonceLow,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            boolean withWord,
            int word,
            MutableDirectBuffer out,
            int outOffset);

    @Override
    final int tagBytes() {
        return TAG_BYTES;
    }

    @Override
    final int indexWordPosition(int length) {
        return length - INDEX_WORD_BYTES;
    }

    @Override
    final boolean openRtp(
            int ssrc,
            long index,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        boolean authentic =
                decrypt(
                        nonceHigh(ssrc, index),
                        nonceLow(index),
                        in,
                        offset,
                        clearLength,
                        cipherLength,
                        false,
                        0,
                        out,
                        outOffset);
        return settle(authentic, in, offset, clearLength, cipherLength, out, outOffset);
    }

    @Override
    final boolean openRtcp(
            int ssrc,
            int indexWord,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        long index = indexWord & ~E_FLAG;
        boolean authentic =
                decrypt(
                        nonceHigh(ssrc, index),
                        nonceLow(index),
                        in,
                        offset,
                        clearLength,
                        cipherLength,
                        true,
                        indexWord,
                        out,
                        outOffset);
        return settle(authentic, in, offset, clearLength, cipherLength, out, outOffset);
    }

    @Override
    final void sealRtp(
            int ssrc,
            long index,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        out.putBytes(outOffset, in, offset, clearLength);
        encrypt(
                nonceHigh(ssrc, index),
                nonceLow(index),
                in,
                offset,
                clearLength,
                cipherLength,
                false,
                0,
                out,
                outOffset);
    }

    @Override
    final void sealRtcp(
            int ssrc,
            int indexWord,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        long index = indexWord & ~E_FLAG;
        out.putBytes(outOffset, in, offset, clearLength);
        encrypt(
                nonceHigh(ssrc, index),
                nonceLow(index),
                in,
                offset,
                clearLength,
                cipherLength,
                true,
                indexWord,
                out,
                outOffset);
        int tagEnd = outOffset + clearLength + cipherLength + TAG_BYTES;
        out.putInt(tagEnd, indexWord, BIG_ENDIAN);
    }

    private static boolean settle(
            boolean authentic,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        if (authentic) {
            out.putBytes(outOffset, in, offset, clearLength);
        } else {
            // Decrypted before it was known to be forged: nobody may come to see it.
            out.setMemory(outOffset, clearLength + cipherLength, (byte) 0);
        }
        return authentic;
    }

    /**
     * Two zero bytes, SSRC, the upper half of rollover counter or nothing; xor salt (§8.1, §9.1).
     */
    private long nonceHigh(int ssrc, long index) {
        return saltHigh ^ (Integer.toUnsignedLong(ssrc) << 16) ^ (index >>> 32);
    }

    private int nonceLow(long index) {
        return saltLow ^ (int) index;
    }
}
