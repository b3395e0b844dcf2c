package io.ringway.media.srtp;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Transforms the packets of one direction of SRTP or SRTCP with one set of session keys. Knows
 * nothing of replay and rollover: the index comes from outside.
 *
 * <p>A packet is so many clear bytes, so many to be encrypted, and a trailer. The clear bytes are
 * copied; the trailer is checked or made. Lengths are the caller's to have checked.
 *
 * <p>Thread: one owner, the one of the {@link SrtpCrypto} it came from.
 */
abstract sealed class SrtpCipher implements AutoCloseable permits CounterModeCipher, GcmCipher {

    /** Bytes of the E flag and SRTCP index (RFC 3711 §3.4). */
    static final int INDEX_WORD_BYTES = 4;

    /** Marks an SRTCP index word whose packet is encrypted. */
    static final int E_FLAG = 0x8000_0000;

    /** Bytes an SRTP packet is longer than its plain one. */
    abstract int tagBytes();

    /** Where in an SRTCP packet of this length the index word stands. */
    abstract int indexWordPosition(int length);

    /** Whether the packet is authentic; if not, nothing of it is left in {@code out}. */
    abstract boolean openRtp(
            int ssrc,
            long index,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset);

    /**
     * Whether the packet is authentic; if not, nothing of it is left in {@code out}.
     *
     * @param indexWord as on the wire, E flag included
     */
    abstract boolean openRtcp(
            int ssrc,
            int indexWord,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset);

    abstract void sealRtp(
            int ssrc,
            long index,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset);

    /**
     * @param indexWord as it goes on the wire, E flag included
     */
    abstract void sealRtcp(
            int ssrc,
            int indexWord,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            MutableDirectBuffer out,
            int outOffset);

    /** Frees what is not on the heap; the cipher must not be used any more. Idempotent. */
    @Override
    public abstract void close();
}
