package io.ringway.media.srtp;

import java.lang.foreign.Arena;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap memory the libcrypto ciphers of one thread share: a SHA_CTX, HMAC's last blocks, a
 * nonce, a tag. One piece of eight cache lines, warm for whichever session comes next.
 *
 * <p>Freed when it is closed and the last cipher that uses it is, whichever comes later.
 */
final class LibcryptoScratch implements AutoCloseable {

    /** SHA_CTX: five state words, two of length, 16 of data, one of fill (OpenSSL's sha.h). */
    static final int SHA = 0;

    static final int SHA_BYTES = 96;

    /** The inner hash's last one or two blocks. */
    static final int TAIL = 128;

    /** The outer hash's only block. */
    static final int OUTER = 256;

    static final int NONCE = 320;
    static final int TAG = 336;
    static final int WORD = 352;
    static final int WRITTEN = 360;

    /** A key while a context is set up. */
    static final int KEY = 384;

    private static final int LENGTH = 448;
    private static final int CACHE_LINE = 64;

    final UnsafeBuffer memory;
    final long address;

    private final Arena arena = Arena.ofShared();
    private int users = 1;

    LibcryptoScratch() {
        address = arena.allocate(LENGTH, CACHE_LINE).address();
        memory = new UnsafeBuffer(address, LENGTH);
        memory.setMemory(0, LENGTH, (byte) 0);
    }

    void retain() {
        if (users == 0) {
            throw new IllegalStateException("SrtpCrypto is closed");
        }
        users++;
    }

    void release() {
        if (--users == 0) {
            memory.setMemory(0, LENGTH, (byte) 0);
            memory.wrap(0, 0);
            arena.close();
        }
    }

    @Override
    public void close() {
        release();
    }
}
