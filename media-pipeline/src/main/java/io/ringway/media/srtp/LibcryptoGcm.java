package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** GCM by libcrypto; a context encrypts or decrypts, never both. */
final class LibcryptoGcm extends GcmCipher {

    private static final int NONCE = LibcryptoScratch.NONCE;
    private static final int TAG = LibcryptoScratch.TAG;
    private static final int WORD = LibcryptoScratch.WORD;

    private final LibcryptoScratch scratch;
    private final LibcryptoContext context;

    LibcryptoGcm(SessionKeys keys, LibcryptoScratch scratch, long evpCipher, boolean sealing) {
        super(keys.salt());
        this.scratch = scratch;
        int direction = sealing ? LibcryptoContext.ENCRYPT : LibcryptoContext.DECRYPT;
        context = new LibcryptoContext(scratch, evpCipher, keys.cipherKey(), direction);
    }

    @Override
    boolean decrypt(
            long nonceHigh,
            int nonceLow,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            boolean withWord,
            int word,
            MutableDirectBuffer out,
            int outOffset) {
        long evp = context.address();
        long from = in.addressOffset() + offset;
        long to = out.addressOffset() + outOffset;
        begin(evp, nonceHigh, nonceLow, from, clearLength, withWord, word);
        long tag = from + clearLength + cipherLength;
        Libcrypto.control(evp, Libcrypto.CTRL_SET_TAG, TAG_BYTES, tag);
        text(evp, from + clearLength, cipherLength, to + clearLength);
        return Libcrypto.finish(evp, scratch.address + TAG, written());
    }

    @Override
    void encrypt(
            long nonceHigh,
            int nonceLow,
            DirectBuffer in,
            int offset,
            int clearLength,
            int cipherLength,
            boolean withWord,
            int word,
            MutableDirectBuffer out,
            int outOffset) {
        long evp = context.address();
        long from = in.addressOffset() + offset;
        long to = out.addressOffset() + outOffset;
        begin(evp, nonceHigh, nonceLow, from, clearLength, withWord, word);
        text(evp, from + clearLength, cipherLength, to + clearLength);
        if (!Libcrypto.finish(evp, scratch.address + TAG, written())) {
            throw new IllegalStateException("EVP_CipherFinal_ex could not make a tag");
        }
        long tag = to + clearLength + cipherLength;
        Libcrypto.control(evp, Libcrypto.CTRL_GET_TAG, TAG_BYTES, tag);
    }

    @Override
    public void close() {
        context.close();
    }

    private void begin(
            long evp,
            long nonceHigh,
            int nonceLow,
            long associated,
            int length,
            boolean withWord,
            int word) {
        scratch.memory.putLong(NONCE, nonceHigh, BIG_ENDIAN);
        scratch.memory.putInt(NONCE + 8, nonceLow, BIG_ENDIAN);
        Libcrypto.init(evp, 0, 0, scratch.address + NONCE, LibcryptoContext.KEEP);
        Libcrypto.update(evp, 0, written(), associated, length);
        if (withWord) {
            scratch.memory.putInt(WORD, word, BIG_ENDIAN);
            Libcrypto.update(evp, 0, written(), scratch.address + WORD, INDEX_WORD_BYTES);
        }
    }

    private void text(long evp, long from, int length, long to) {
        if (length > 0) {
            Libcrypto.update(evp, to, written(), from, length);
        }
    }

    private long written() {
        return scratch.address + LibcryptoScratch.WRITTEN;
    }
}
