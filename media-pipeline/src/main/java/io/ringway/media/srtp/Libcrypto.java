package io.ringway.media.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.ringway.media.memory.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The functions of OpenSSL 3's libcrypto that SRTP needs. Pointers are plain longs, so that a call
 * allocates nothing; handles are static constants, so that the JIT compiles them to calls. What is
 * called for each packet takes less than a microsecond and never calls back, so the thread does not
 * leave Java for it ({@link NativeLibrary#bindBrief}), which is cheaper.
 *
 * <p>Loaded once, for the life of the process. Where the library or a function is missing, {@link
 * #problem} says so and every call throws.
 *
 * <p>Thread: any; what a pointer points at has one owner.
 */
final class Libcrypto {

    static final String LIBRARY = "libcrypto.so.3";
    static final int CTRL_GET_TAG = 0x10;
    static final int CTRL_SET_TAG = 0x11;

    private static final NativeLibrary FOUND = NativeLibrary.open(LIBRARY);

    private static final MethodHandle CTX_NEW = FOUND.bind("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final MethodHandle CTX_FREE = FOUND.bindVoid("EVP_CIPHER_CTX_free", JAVA_LONG);
    private static final MethodHandle CTX_CTRL =
            FOUND.bindBrief(
                    "EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle CIPHER_FETCH =
            FOUND.bind("EVP_CIPHER_fetch", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle CIPHER_INIT =
            FOUND.bindBrief(
                    "EVP_CipherInit_ex",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_INT);
    private static final MethodHandle CIPHER_UPDATE =
            FOUND.bindBrief(
                    "EVP_CipherUpdate",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_INT);
    private static final MethodHandle CIPHER_FINAL =
            FOUND.bindBrief("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SHA1_UPDATE =
            FOUND.bindBrief("SHA1_Update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle VERSION = FOUND.bind("OpenSSL_version", ADDRESS, JAVA_INT);

    private Libcrypto() {}

    /** What is missing, in one line; nothing when the library can be used. */
    static Optional<String> problem() {
        List<String> missing = FOUND.missing();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "OpenSSL 3 cannot be used, no "
                                + missing.getFirst()
                                + " found; on Debian: apt-get install libssl3");
    }

    /** The library's own words, such as {@code OpenSSL 3.0.19 27 Jan 2026}. */
    static String version() {
        try {
            MemorySegment text = (MemorySegment) VERSION.invokeExact(0);
            return text.reinterpret(256).getString(0);
        } catch (Throwable e) {
            throw NativeLibrary.failed("OpenSSL_version", e);
        }
    }

    /**
     * An EVP_CIPHER, owned by the caller; it is never freed, as there is one a kind and process.
     */
    static long fetchCipher(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long cipher = (long) CIPHER_FETCH.invokeExact(0L, arena.allocateFrom(name), 0L);
            if (cipher == 0) {
                throw new IllegalStateException(LIBRARY + " has no cipher " + name);
            }
            return cipher;
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CIPHER_fetch", e);
        }
    }

    static long newContext() {
        try {
            long context = (long) CTX_NEW.invokeExact();
            if (context == 0) {
                throw new OutOfMemoryError("EVP_CIPHER_CTX_new");
            }
            return context;
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CIPHER_CTX_new", e);
        }
    }

    /** Wipes and frees a context. */
    static void freeContext(long context) {
        try {
            CTX_FREE.invokeExact(context);
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CIPHER_CTX_free", e);
        }
    }

    /**
     * Sets what is not 0 and keeps the rest.
     *
     * @param direction 1 encrypts, 0 decrypts, −1 keeps
     */
    static void init(long context, long cipher, long key, long iv, int direction) {
        try {
            int ok = (int) CIPHER_INIT.invokeExact(context, cipher, 0L, key, iv, direction);
            require(ok, "EVP_CipherInit_ex");
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CipherInit_ex", e);
        }
    }

    /**
     * @param out 0 for associated data
     * @param written an int that takes the bytes written
     */
    static void update(long context, long out, long written, long in, int length) {
        try {
            int ok = (int) CIPHER_UPDATE.invokeExact(context, out, written, in, length);
            require(ok, "EVP_CipherUpdate");
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CipherUpdate", e);
        }
    }

    /** Ends a message; false when decrypting found the tag wrong. */
    static boolean finish(long context, long out, long written) {
        try {
            return (int) CIPHER_FINAL.invokeExact(context, out, written) > 0;
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CipherFinal_ex", e);
        }
    }

    static void control(long context, int command, int argument, long pointer) {
        try {
            int ok = (int) CTX_CTRL.invokeExact(context, command, argument, pointer);
            require(ok, "EVP_CIPHER_CTX_ctrl");
        } catch (Throwable e) {
            throw NativeLibrary.failed("EVP_CIPHER_CTX_ctrl", e);
        }
    }

    /** Takes bytes into an SHA_CTX; cannot fail. */
    static void sha1Update(long context, long data, long length) {
        try {
            int ok = (int) SHA1_UPDATE.invokeExact(context, data, length);
            require(ok, "SHA1_Update");
        } catch (Throwable e) {
            throw NativeLibrary.failed("SHA1_Update", e);
        }
    }

    private static void require(int ok, String function) {
        if (ok != 1) {
            throw new IllegalStateException(function + " returned " + ok);
        }
    }
}
