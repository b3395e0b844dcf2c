package io.ringway.media.dtls;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.ringway.media.memory.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * ECDSA on P-256 by OpenSSL 3's libcrypto. Its elliptic-curve functions of before version 3 are
 * taken, as those of the newer interface spend as long on looking up algorithms as on computing.
 *
 * <p>Keys live in native memory for one call only and are wiped there. Thread: any; a call takes
 * less than a tenth of a millisecond, in which a virtual thread keeps its carrier.
 */
final class LibcryptoP256 {

    /** Uncompressed: 4, x, y. */
    static final int POINT_BYTES = 65;

    static final int SCALAR_BYTES = 32;

    /** NID_X9_62_prime256v1. */
    private static final int CURVE_ID = 415;

    /** DER of two integers of 33 bytes at most. */
    private static final int MAX_SIGNATURE_BYTES = 72;

    private static final NativeLibrary LIBRARY = NativeLibrary.open("libcrypto.so.3");
    private static final MethodHandle CURVE_NEW =
            LIBRARY.bind("EC_GROUP_new_by_curve_name", JAVA_LONG, JAVA_INT);
    private static final MethodHandle NEW = LIBRARY.bind("EC_KEY_new", JAVA_LONG);
    private static final MethodHandle SET_CURVE =
            LIBRARY.bind("EC_KEY_set_group", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FREE = LIBRARY.bindVoid("EC_KEY_free", JAVA_LONG);
    private static final MethodHandle SET_PUBLIC =
            LIBRARY.bind("EC_KEY_oct2key", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SET_PRIVATE =
            LIBRARY.bind("EC_KEY_oct2priv", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle SIGN =
            LIBRARY.bind(
                    "ECDSA_sign",
                    JAVA_INT,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    JAVA_LONG);
    private static final MethodHandle VERIFY =
            LIBRARY.bind(
                    "ECDSA_verify",
                    JAVA_INT,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    JAVA_LONG);

    /** The curve, which keys copy: making one anew takes a quarter of a signature's time. */
    private static final long CURVE = LIBRARY.missing().isEmpty() ? newCurve() : 0;

    private LibcryptoP256() {}

    /** What was looked for in vain; nothing when all of this can be used. */
    static List<String> missing() {
        return LIBRARY.missing();
    }

    /**
     * Signs a digest.
     *
     * @param scalar the private key, {@link #SCALAR_BYTES}, big end first; stays the caller's
     * @return the signature in DER
     */
    static byte[] sign(byte[] scalar, byte[] digest) {
        long key = newKey();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment secret = arena.allocateFrom(JAVA_BYTE, scalar);
            MemorySegment signature = arena.allocate(MAX_SIGNATURE_BYTES);
            MemorySegment length = arena.allocate(JAVA_INT);
            MemorySegment hash = arena.allocateFrom(JAVA_BYTE, digest);
            int taken = (int) SET_PRIVATE.invokeExact(key, secret, secret.byteSize());
            secret.fill((byte) 0);
            int signed =
                    taken != 1
                            ? 0
                            : (int)
                                    SIGN.invokeExact(
                                            0, hash, digest.length, signature, length, key);
            if (signed != 1) {
                throw new IllegalStateException("libcrypto refused to sign by P-256");
            }
            return signature.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
        } catch (Throwable e) {
            throw NativeLibrary.failed("ECDSA_sign", e);
        } finally {
            free(key);
        }
    }

    /**
     * Whether a signature is that of a key; false also for what is no key and no signature.
     *
     * @param point the public key as certificates carry it
     * @param signature in DER
     */
    static boolean verify(byte[] point, byte[] digest, byte[] signature) {
        long key = newKey();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment encoded = arena.allocateFrom(JAVA_BYTE, point);
            MemorySegment hash = arena.allocateFrom(JAVA_BYTE, digest);
            MemorySegment shown = arena.allocateFrom(JAVA_BYTE, signature);
            // Also looks whether the point is on the curve.
            int taken = (int) SET_PUBLIC.invokeExact(key, encoded, encoded.byteSize(), 0L);
            return taken == 1
                    && (int)
                                    VERIFY.invokeExact(
                                            0, hash, digest.length, shown, signature.length, key)
                            == 1;
        } catch (Throwable e) {
            throw NativeLibrary.failed("ECDSA_verify", e);
        } finally {
            free(key);
        }
    }

    private static long newKey() {
        try {
            long key = (long) NEW.invokeExact();
            if (key == 0 || (int) SET_CURVE.invokeExact(key, CURVE) != 1) {
                throw new OutOfMemoryError("EC_KEY_new");
            }
            return key;
        } catch (Throwable e) {
            throw NativeLibrary.failed("EC_KEY_new", e);
        }
    }

    /** Of the process, and never freed. */
    private static long newCurve() {
        try {
            long curve = (long) CURVE_NEW.invokeExact(CURVE_ID);
            if (curve == 0) {
                throw new IllegalStateException("libcrypto does not know P-256");
            }
            return curve;
        } catch (Throwable e) {
            throw NativeLibrary.failed("EC_GROUP_new_by_curve_name", e);
        }
    }

    private static void free(long key) {
        try {
            FREE.invokeExact(key);
        } catch (Throwable e) {
            throw NativeLibrary.failed("EC_KEY_free", e);
        }
    }
}
