package io.ringway.media.srtp;

/**
 * The DTLS-SRTP protection profiles Ringway speaks, preferred first.
 *
 * <p>Source: RFC 5764 §4.1.2 and RFC 7714 §14.2.
 */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16, true),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16, true),
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10, false);

    private final int id;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;
    private final boolean aead;

    SrtpProfile(int id, int keyBytes, int saltBytes, int tagBytes, boolean aead) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.aead = aead;
    }

    /** Value in the {@code use_srtp} extension. */
    public int id() {
        return id;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** Bytes of authentication tag on an SRTP packet. */
    public int tagBytes() {
        return tagBytes;
    }

    public boolean aead() {
        return aead;
    }
}
