package io.ringway.media.srtp;

/** Ciphers of OpenSSL 3. */
final class LibcryptoCiphers implements CipherFactory {

    private final LibcryptoScratch scratch = new LibcryptoScratch();
    private boolean closed;

    @Override
    public CryptoProvider provider() {
        return CryptoProvider.LIBCRYPTO;
    }

    @Override
    public String description() {
        return Libcrypto.LIBRARY + ", " + Libcrypto.version();
    }

    @Override
    public SrtpCipher create(boolean aead, SessionKeys keys, int tagBytes, boolean sealing) {
        boolean long256 = keys.cipherKey().length == 32;
        if (aead) {
            long evpCipher = long256 ? Fetched.AES_256_GCM : Fetched.AES_128_GCM;
            return new LibcryptoGcm(keys, scratch, evpCipher, sealing);
        }
        long evpCipher = long256 ? Fetched.AES_256_CTR : Fetched.AES_128_CTR;
        return new LibcryptoCounterMode(keys, tagBytes, scratch, evpCipher);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            scratch.close();
        }
    }

    /** Looked up once a process: an implicit fetch would cost every session microseconds. */
    private static final class Fetched {
        static final long AES_128_CTR = Libcrypto.fetchCipher("AES-128-CTR");
        static final long AES_256_CTR = Libcrypto.fetchCipher("AES-256-CTR");
        static final long AES_128_GCM = Libcrypto.fetchCipher("AES-128-GCM");
        static final long AES_256_GCM = Libcrypto.fetchCipher("AES-256-GCM");
    }
}
