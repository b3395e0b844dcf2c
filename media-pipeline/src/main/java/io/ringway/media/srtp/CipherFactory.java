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
     * @param keys read, not kept
     * @param sealing whether the cipher will seal; it does one of the two only
     */
    SrtpCipher create(SrtpProfile profile, SessionKeys keys, boolean sealing);

    @Override
    void close();
}
