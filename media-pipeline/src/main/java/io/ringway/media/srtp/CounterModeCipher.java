package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * AES in counter mode with HMAC-SHA1, cut to 80 or 32 bits (RFC 3711 §4.1.1 and §4.2.1).
 *
 * <p>SRTP and SRTCP differ less than they look: both authenticate the packet and one word behind
 * it, the rollover counter here, the index word there, which only SRTCP transmits.
 */
abstract sealed class CounterModeCipher extends SrtpCipher
        permits JcaCounterMode, LibcryptoCounterMode {

    private static final int SHORT_TAG_BYTES = 4;

    /** Bytes of a counter's low half that count blocks; the rest is salt and index. */
    private static final int BLOCK_COUNTER_BITS = 16;

    private final long saltHigh;
    private final long saltLow;
    private final int tagBytes;

    /**
     * @param tagBytes 10 or 4
     */
    CounterModeCipher(byte[] salt, int tagBytes) {
        ByteBuffer shifted = ByteBuffer.wrap(Arrays.copyOf(salt, 16));
        saltHigh = shifted.getLong();
        saltLow = shifted.getLong();
        this.tagBytes = tagBytes;
    }

    /**
     * Computes the tag of a packet and a word behind it, to be read from {@link #tagHigh} and
     * {@link #tagLow}.
     */
    abstract void authenticate(DirectBuffer packet, int offset, int length, int word);

    /** The tag's first eight bytes, big-endian. */
    abstract long tagHigh();

    /** The tag's last two bytes. */
    abstract short tagLow();

    /** Xors the keystream that begins at this counter block. */
    abstract void crypt(
            long counterHigh,
            long counterLow,
            DirectBuffer in,
            int offset,
            int length,
            MutableDirectBuffer out,
            int outOffset);

    @Override
    final int tagBytes() {
        return tagBytes;
    }

    @Override
    final int indexWordPosition(int length) {
        return length - tagBytes - INDEX_WORD_BYTES;
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
        int length = clearLength + cipherLength;
        authenticate(in, offset, length, PacketIndex.rolloverOf(index));
        if (!tagEquals(in, offset + length)) {
            return false;
        }
        transform(ssrc, index, in, offset, clearLength, cipherLength, out, outOffset);
        return true;
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
        int length = clearLength + cipherLength;
        authenticate(in, offset, length, indexWord);
        if (!tagEquals(in, offset + length + INDEX_WORD_BYTES)) {
            return false;
        }
        int index = indexWord & ~E_FLAG;
        transform(ssrc, index, in, offset, clearLength, cipherLength, out, outOffset);
        return true;
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
        int length = clearLength + cipherLength;
        transform(ssrc, index, in, offset, clearLength, cipherLength, out, outOffset);
        authenticate(out, outOffset, length, PacketIndex.rolloverOf(index));
        putTag(out, outOffset + length);
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
        int length = clearLength + cipherLength;
        int index = indexWord & ~E_FLAG;
        transform(ssrc, index, in, offset, clearLength, cipherLength, out, outOffset);
        authenticate(out, outOffset, length, indexWord);
        out.putInt(outOffset + length, indexWord, BIG_ENDIAN);
        putTag(out, outOffset + length + INDEX_WORD_BYTES);
    }

    private void transform(
            int ssrc,
            long index,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset) {
        out.putBytes(outOffset, in, offset, clearLength);
        if (cipherLength > 0) {
            crypt(
                    saltHigh ^ Integer.toUnsignedLong(ssrc),
                    saltLow ^ (index << BLOCK_COUNTER_BITS),
                    in,
                    offset + clearLength,
                    cipherLength,
                    out,
                    outOffset + clearLength);
        }
    }

    /** One comparison of all bytes: how many of them are right must not show in the time. */
    private boolean tagEquals(DirectBuffer in, int position) {
        if (tagBytes == SHORT_TAG_BYTES) {
            return in.getInt(position, BIG_ENDIAN) == (int) (tagHigh() >>> 32);
        }
        long high = in.getLong(position, BIG_ENDIAN) ^ tagHigh();
        long low = in.getShort(position + 8, BIG_ENDIAN) ^ tagLow();
        return (high | low) == 0;
    }

    private void putTag(MutableDirectBuffer out, int position) {
        if (tagBytes == SHORT_TAG_BYTES) {
            out.putInt(position, (int) (tagHigh() >>> 32), BIG_ENDIAN);
            return;
        }
        out.putLong(position, tagHigh(), BIG_ENDIAN);
        out.putShort(position + 8, tagLow(), BIG_ENDIAN);
    }
}
