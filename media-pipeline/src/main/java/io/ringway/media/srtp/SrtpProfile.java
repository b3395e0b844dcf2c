package io.ringway.media.srtp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The SRTP protection profiles Ringway speaks, preferred first. Each is known by its name in SDP
 * ({@code a=crypto}, RFC 4568 §6.2); those DTLS-SRTP can agree on have a number too.
 *
 * <p>Source: RFC 5764 §4.1.2, RFC 6188 §4 and RFC 7714 §14.
 */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, "AEAD_AES_128_GCM", 16, 12, 16, 16),
    AEAD_AES_256_GCM(0x0008, "AEAD_AES_256_GCM", 32, 12, 16, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, "AES_CM_128_HMAC_SHA1_80", 16, 14, 10, 10),
    AES256_CM_HMAC_SHA1_80(0, "AES_256_CM_HMAC_SHA1_80", 32, 14, 10, 10),
    /** Its SRTCP is authenticated by 80 bits all the same (RFC 3711 §5.2, RFC 4568 §6.2.2). */
    AES128_CM_HMAC_SHA1_32(0x0002, "AES_CM_128_HMAC_SHA1_32", 16, 14, 4, 10),
    AES256_CM_HMAC_SHA1_32(0, "AES_256_CM_HMAC_SHA1_32", 32, 14, 4, 10);

    private final int id;
    private final String suite;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;
    private final int rtcpTagBytes;

    SrtpProfile(int id, String suite, int keyBytes, int saltBytes, int tagBytes, int rtcpTagBytes) {
        this.id = id;
        this.suite = suite;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.rtcpTagBytes = rtcpTagBytes;
    }

    /** The profile with that name in {@code a=crypto}, upper or lower case. */
    public static Optional<SrtpProfile> ofSuite(String suite) {
        return Arrays.stream(values()).filter(p -> p.suite.equalsIgnoreCase(suite)).findFirst();
    }

    /** Those that a DTLS handshake can agree on. */
    public static List<SrtpProfile> ofDtls() {
        return Arrays.stream(values()).filter(SrtpProfile::hasDtls).toList();
    }

    /** Whether a DTLS handshake can agree on it. */
    public boolean hasDtls() {
        return id != 0;
    }

    /** Value in the {@code use_srtp} extension; 0 when it has none. */
    public int id() {
        return id;
    }

    /** Its name in {@code a=crypto}. */
    public String suite() {
        return suite;
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

    /** Bytes of authentication tag on an SRTCP packet. */
    public int rtcpTagBytes() {
        return rtcpTagBytes;
    }

    public boolean aead() {
        return saltBytes == 12;
    }
}
