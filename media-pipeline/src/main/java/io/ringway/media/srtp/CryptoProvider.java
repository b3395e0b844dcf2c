package io.ringway.media.srtp;

/** Who computes AES and SHA-1, and the signatures of handshakes. */
public enum CryptoProvider {
    /** {@link #LIBCRYPTO} where it is found, else {@link #JCA}. */
    AUTO,
    /** The system's OpenSSL 3 through the foreign-function API; allocates nothing. */
    LIBCRYPTO,
    /**
     * javax.crypto and a SHA-1 of our own. Counter mode allocates nothing; GCM about 1 KB a packet,
     * and an exception for each one that fails authentication, as that is how javax.crypto says so.
     */
    JCA
}
