package io.ringway.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Counter mode by AES/ECB over counter blocks written here (AES/CTR would need a new parameter
 * object for every packet's counter) and {@link Sha1}.
 */
final class JcaCounterMode extends CounterModeCipher {

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK = 16;
    private static final int LENGTH_BYTES = 8;

    private final JcaScratch scratch;
    private final Cipher aes;
    private final HmacPads pads;

    JcaCounterMode(SessionKeys keys, int tagBytes, JcaScratch scratch)
            throws GeneralSecurityException {
        super(keys.salt(), tagBytes);
        this.scratch = scratch;
        pads = HmacPads.of(keys.authKey());
        aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.cipherKey(), "AES"));
    }

    @Override
    void authenticate(DirectBuffer packet, int offset, int length, int word) {
        byte[] message = scratch.packet;
        packet.getBytes(offset, message, 0, length);
        INTS.set(message, length, word);
        hash(pads.inner(), message, length + Integer.BYTES);
        byte[] digest = scratch.hmacBlock;
        for (int i = 0; i < Sha1.STATE_WORDS; i++) {
            INTS.set(digest, 4 * i, scratch.state[i]);
        }
        hash(pads.outer(), digest, 4 * Sha1.STATE_WORDS);
    }

    @Override
    long tagHigh() {
        return ((long) scratch.state[0] << 32) | Integer.toUnsignedLong(scratch.state[1]);
    }

    @Override
    short tagLow() {
        return (short) (scratch.state[2] >>> 16);
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
        int blocks = (length + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            LONGS.set(scratch.blocks, BLOCK * i, counterHigh);
            LONGS.set(scratch.blocks, BLOCK * i + 8, counterLow + i);
        }
        byte[] keystream = scratch.keystream;
        try {
            aes.update(scratch.blocks, 0, BLOCK * blocks, keystream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused " + blocks + " blocks", e);
        }
        byte[] text = scratch.packet;
        in.getBytes(offset, text, 0, length);
        for (int i = 0; i < length; i++) {
            text[i] ^= keystream[i];
        }
        out.putBytes(outOffset, text, 0, length);
    }

    /** The garbage collector has it all. */
    @Override
    public void close() {}

    /**
     * Leaves in the scratch state the SHA-1 of one block already taken and this message, which is
     * padded in place.
     */
    private void hash(int[] begun, byte[] message, int length) {
        int end = (length + 1 + LENGTH_BYTES + Sha1.BLOCK_BYTES - 1) & -Sha1.BLOCK_BYTES;
        message[length] = (byte) 0x80;
        Arrays.fill(message, length + 1, end - LENGTH_BYTES, (byte) 0);
        LONGS.set(message, end - LENGTH_BYTES, 8L * (Sha1.BLOCK_BYTES + length));
        System.arraycopy(begun, 0, scratch.state, 0, Sha1.STATE_WORDS);
        for (int at = 0; at < end; at += Sha1.BLOCK_BYTES) {
            Sha1.compress(scratch.state, message, at, scratch.schedule);
        }
    }
}
