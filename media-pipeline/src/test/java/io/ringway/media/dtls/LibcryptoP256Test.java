package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signatures against the JDK's, both ways. */
@Timeout(60)
class LibcryptoP256Test {

    private final Random random = new Random(415);
    private KeyPair pair;

    @BeforeEach
    void needLibcrypto() throws Exception {
        assumeTrue(
                LibcryptoP256.missing().isEmpty(), () -> "SKIPPED: no " + LibcryptoP256.missing());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    @Test
    void shouldSignWhatTheJdkAccepts() throws Exception {
        for (int i = 0; i < 50; i++) {
            byte[] digest = digest();
            byte[] signature = LibcryptoP256.sign(scalar(), digest);
            Signature verifier = Signature.getInstance("NONEwithECDSA");
            verifier.initVerify(pair.getPublic());
            verifier.update(digest);
            assertTrue(verifier.verify(signature));
        }
    }

    @Test
    void shouldAcceptWhatTheJdkSigned() throws Exception {
        for (int i = 0; i < 50; i++) {
            byte[] digest = digest();
            assertTrue(LibcryptoP256.verify(point(pair.getPublic()), digest, signed(digest)));
        }
    }

    @Test
    void shouldRefuseEveryChangedBit() throws Exception {
        byte[] digest = digest();
        byte[] signature = signed(digest);
        byte[] point = point(pair.getPublic());
        for (byte[] changed : new byte[][] {digest, signature, point}) {
            // A point's first byte says in which form it is written; there are two of this length.
            for (int bit = changed == point ? 8 : 0; bit < 8 * changed.length; bit++) {
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertFalse(LibcryptoP256.verify(point, digest, signature), "bit " + bit);
                changed[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertTrue(LibcryptoP256.verify(point, digest, signature));
    }

    @Test
    void shouldRefuseWhatIsNoSignature() throws Exception {
        byte[] digest = digest();
        byte[] point = point(pair.getPublic());
        byte[] longer = Arrays.copyOf(signed(digest), 200);
        assertFalse(LibcryptoP256.verify(point, digest, longer));
        assertFalse(LibcryptoP256.verify(point, digest, new byte[0]));
        assertFalse(LibcryptoP256.verify(new byte[0], digest, signed(digest)));
        assertFalse(LibcryptoP256.verify(new byte[] {0}, digest, signed(digest)));
    }

    @Test
    void shouldRefuseToSignByNoKey() {
        byte[] zero = new byte[LibcryptoP256.SCALAR_BYTES];
        assertThrows(IllegalStateException.class, () -> LibcryptoP256.sign(zero, new byte[32]));
    }

    private byte[] digest() {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return digest;
    }

    private byte[] signed(byte[] digest) throws Exception {
        Signature signer = Signature.getInstance("NONEwithECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(digest);
        return signer.sign();
    }

    private byte[] scalar() {
        return BigIntegers.asUnsignedByteArray(
                LibcryptoP256.SCALAR_BYTES, ((ECPrivateKey) pair.getPrivate()).getS());
    }

    /** SubjectPublicKeyInfo ends with the point. */
    private static byte[] point(PublicKey key) {
        byte[] info = key.getEncoded();
        return Arrays.copyOfRange(info, info.length - LibcryptoP256.POINT_BYTES, info.length);
    }
}
