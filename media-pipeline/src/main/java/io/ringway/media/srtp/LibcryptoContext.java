package io.ringway.media.srtp;

/**
 * One EVP_CIPHER_CTX with its key set, the only thing a cipher owns off-heap.
 *
 * <p>Freed by {@link #close} and never by the garbage collector.
 */
final class LibcryptoContext implements AutoCloseable {

    static final int ENCRYPT = 1;
    static final int DECRYPT = 0;
    static final int KEEP = -1;

    private final LibcryptoScratch scratch;
    private long address;

    /**
     * @param evpCipher a fetched EVP_CIPHER
     */
    LibcryptoContext(LibcryptoScratch scratch, long evpCipher, byte[] key, int direction) {
        this.scratch = scratch;
        scratch.retain();
        address = Libcrypto.newContext();
        scratch.memory.putBytes(LibcryptoScratch.KEY, key);
        long keyAddress = scratch.address + LibcryptoScratch.KEY;
        try {
            Libcrypto.init(address, evpCipher, keyAddress, 0, direction);
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            scratch.memory.setMemory(LibcryptoScratch.KEY, key.length, (byte) 0);
        }
    }

    /**
     * @throws IllegalStateException when it was freed: the address would crash the process
     */
    long address() {
        if (address == 0) {
            throw new IllegalStateException("the SRTP session is closed");
        }
        return address;
    }

    @Override
    public void close() {
        if (address != 0) {
            Libcrypto.freeContext(address);
            address = 0;
            scratch.release();
        }
    }
}
