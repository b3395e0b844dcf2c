package io.ringway.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * GCM by javax.crypto, which wants a parameter object for every nonce and throws for every forgery:
 * about 1 KB of garbage a packet that nothing can be done about.
 */
final class JcaGcm extends GcmCipher {

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final JcaScratch scratch;
    private final Cipher aes;
    private final SecretKeySpec key;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final byte[] associatedWord = new byte[INDEX_WORD_BYTES];

    JcaGcm(SessionKeys keys, JcaScratch scratch) throws GeneralSecurityException {
        super(keys.salt());
        this.scratch = scratch;
        key = new SecretKeySpec(keys.cipherKey(), "AES");
        aes = Cipher.getInstance("AES/GCM/NoPadding");
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
        byte[] packet = scratch.packet;
        in.getBytes(offset, packet, 0, clearLength + cipherLength + TAG_BYTES);
        try {
            begin(Cipher.DECRYPT_MODE, nonceHigh, nonceLow, clearLength, withWord, word);
            aes.doFinal(packet, clearLength, cipherLength + TAG_BYTES, scratch.blocks, 0);
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused " + cipherLength + " bytes", e);
        }
        out.putBytes(outOffset + clearLength, scratch.blocks, 0, cipherLength);
        return true;
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
        byte[] packet = scratch.packet;
        in.getBytes(offset, packet, 0, clearLength + cipherLength);
        try {
            begin(Cipher.ENCRYPT_MODE, nonceHigh, nonceLow, clearLength, withWord, word);
            aes.doFinal(packet, clearLength, cipherLength, scratch.blocks, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused " + cipherLength + " bytes", e);
        }
        out.putBytes(outOffset + clearLength, scratch.blocks, 0, cipherLength + TAG_BYTES);
    }

    /** The garbage collector has it all. */
    @Override
    public void close() {}

    private void begin(
            int mode, long nonceHigh, int nonceLow, int clearLength, boolean withWord, int word)
            throws GeneralSecurityException {
        LONGS.set(nonce, 0, nonceHigh);
        INTS.set(nonce, Long.BYTES, nonceLow);
        aes.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        aes.updateAAD(scratch.packet, 0, clearLength);
        if (withWord) {
            INTS.set(associatedWord, 0, word);
            aes.updateAAD(associatedWord, 0, INDEX_WORD_BYTES);
        }
    }
}
