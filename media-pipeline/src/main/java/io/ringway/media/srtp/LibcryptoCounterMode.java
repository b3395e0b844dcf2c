package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counter mode by libcrypto. HMAC-SHA1 runs on preset states with padding done here, so that {@code
 * SHA1_Update} only ever sees whole blocks: three calls a packet, and nothing is buffered in
 * between.
 */
final class LibcryptoCounterMode extends CounterModeCipher {

    private static final int SHA = LibcryptoScratch.SHA;
    private static final int TAIL = LibcryptoScratch.TAIL;
    private static final int OUTER = LibcryptoScratch.OUTER;
    private static final int NONCE = LibcryptoScratch.NONCE;
    private static final int DIGEST_BYTES = 20;
    private static final int WORD_BYTES = 4;

    /** The word, the 0x80 and the length that must follow the message. */
    private static final int TRAILER_BYTES = WORD_BYTES + 1 + 8;

    private final LibcryptoScratch scratch;
    private final LibcryptoContext context;
    private final HmacPads pads;

    LibcryptoCounterMode(SessionKeys keys, int tagBytes, LibcryptoScratch scratch, long evpCipher) {
        super(keys.salt(), tagBytes);
        this.scratch = scratch;
        pads = HmacPads.of(keys.authKey());
        context =
                new LibcryptoContext(
                        scratch, evpCipher, keys.cipherKey(), LibcryptoContext.ENCRYPT);
    }

    @Override
    void authenticate(DirectBuffer packet, int offset, int length, int word) {
        context.address();
        long sha = scratch.address + SHA;
        int whole = length & -Sha1.BLOCK_BYTES;
        begin(pads.inner());
        if (whole > 0) {
            Libcrypto.sha1Update(sha, packet.addressOffset() + offset, whole);
        }
        int tail = writeTail(packet, offset + whole, length - whole, length, word);
        Libcrypto.sha1Update(sha, scratch.address + TAIL, tail);
        writeOuter();
        begin(pads.outer());
        Libcrypto.sha1Update(sha, scratch.address + OUTER, Sha1.BLOCK_BYTES);
    }

    @Override
    long tagHigh() {
        long first = scratch.memory.getInt(SHA);
        return (first << 32) | Integer.toUnsignedLong(scratch.memory.getInt(SHA + 4));
    }

    @Override
    short tagLow() {
        return (short) (scratch.memory.getInt(SHA + 8) >>> 16);
    }

    @Override
    void crypt(
            long counterHigh,
            long counterLow,
            DirectBuffer in,
            int offset,
            int length,
            MutableDirectBuffer out,
            int outOffset) {
        scratch.memory.putLong(NONCE, counterHigh, BIG_ENDIAN);
        scratch.memory.putLong(NONCE + 8, counterLow, BIG_ENDIAN);
        long evp = context.address();
        Libcrypto.init(evp, 0, 0, scratch.address + NONCE, LibcryptoContext.KEEP);
        Libcrypto.update(
                evp,
                out.addressOffset() + outOffset,
                scratch.address + LibcryptoScratch.WRITTEN,
                in.addressOffset() + offset,
                length);
    }

    @Override
    public void close() {
        context.close();
    }

    private void begin(int[] state) {
        UnsafeBuffer memory = scratch.memory;
        for (int i = 0; i < Sha1.STATE_WORDS; i++) {
            memory.putInt(SHA + 4 * i, state[i]);
        }
    }

    /**
     * The bytes behind the last whole block, the word, and SHA-1's padding; returns their length.
     */
    private int writeTail(DirectBuffer packet, int offset, int rest, int length, int word) {
        UnsafeBuffer memory = scratch.memory;
        int blocks = rest + TRAILER_BYTES <= Sha1.BLOCK_BYTES ? 1 : 2;
        int end = blocks * Sha1.BLOCK_BYTES;
        memory.putBytes(TAIL, packet, offset, rest);
        memory.putInt(TAIL + rest, word, BIG_ENDIAN);
        memory.putByte(TAIL + rest + WORD_BYTES, (byte) 0x80);
        int zeros = rest + WORD_BYTES + 1;
        memory.setMemory(TAIL + zeros, end - 8 - zeros, (byte) 0);
        long bits = 8L * (Sha1.BLOCK_BYTES + length + WORD_BYTES);
        memory.putLong(TAIL + end - 8, bits, BIG_ENDIAN);
        return end;
    }

    /**
     * The inner digest as the outer message, padded; only the digest differs from packet to packet.
     */
    private void writeOuter() {
        UnsafeBuffer memory = scratch.memory;
        for (int i = 0; i < DIGEST_BYTES; i += 4) {
            memory.putInt(OUTER + i, memory.getInt(SHA + i), BIG_ENDIAN);
        }
        memory.putByte(OUTER + DIGEST_BYTES, (byte) 0x80);
        memory.putLong(
                OUTER + Sha1.BLOCK_BYTES - 8, 8L * (Sha1.BLOCK_BYTES + DIGEST_BYTES), BIG_ENDIAN);
    }
}
