package io.ringway.media.srtp;

/**
 * Makes the ciphers of one provider, which share the factory's scratch memory.
 *
 * <p>Thread: one owner, as the ciphers' is.
 */
sealed interface CipherFactory extends AutoCloseable permits JcaCiphers, LibcryptoCiphers {

    CryptoProvider provider();

    /** Provider and version for a log line. */
    String description();

    /**
     * @param aead whether by GCM, else by counter mode and HMAC-SHA1
     * @param keys read, not kept
     * @param tagBytes of authentication tag on a packet
     * @param sealing whether the cipher will seal; it does one of the two only
     */
    SrtpCipher create(boolean aead, SessionKeys keys, int tagBytes, boolean sealing);

    @Override
    void close();
}
