package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.srtp.CryptoProvider;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HandshakeSealingTest {

    private static final int TAG_BYTES = 16;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40, 1_200})
    void shouldProtectAsTheUsualOneDoes(int length) throws InvalidCipherTextException {
        AEADParameters keys = new AEADParameters(new KeyParameter(bytes(16)), 128, bytes(12));
        byte[] plain = bytes(length);
        byte[] header = bytes(13);
        byte[] usual =
                seal(GCMBlockCipher.newInstance(AESEngine.newInstance()), keys, header, plain);
        byte[] sparing = seal(sparing(), keys, header, plain);
        assertEquals(length + TAG_BYTES, sparing.length);
        assertArrayEquals(usual, sparing);
    }

    private static AEADBlockCipher sparing() {
        return HandshakeCrypto.of(CryptoProvider.JCA, new SecureRandom())
                .createGCMMode(AESEngine.newInstance());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] seal(
            AEADBlockCipher cipher, AEADParameters keys, byte[] header, byte[] plain)
            throws InvalidCipherTextException {
        cipher.init(true, keys);
        cipher.processAADBytes(header, 0, header.length);
        byte[] sealed = new byte[cipher.getOutputSize(plain.length)];
        int done = cipher.processBytes(plain, 0, plain.length, sealed, 0);
        cipher.doFinal(sealed, done);
        return sealed;
    }
}
