package io.ringway.media.stun;

/** Attribute types (RFC 8489 §18.3, RFC 8445 §16.1) and sizes of the wire format. */
final class StunAttribute {

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int PASSWORD_ALGORITHM = 0x001D;
    static final int USERHASH = 0x001E;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    static final int MAGIC_COOKIE = 0x2112_A442;
    static final int HEADER_BYTES = 20;
    static final int TRANSACTION_ID_OFFSET = 8;
    static final int TRANSACTION_ID_BYTES = 12;
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    static final int HMAC_SHA1_BYTES = 20;
    static final int FINGERPRINT_XOR = 0x5354_554E;
    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;

    private StunAttribute() {}

    /** Types below 0x8000 have to be understood (RFC 8489 §14). */
    static boolean comprehensionRequired(int type) {
        return type < 0x8000;
    }

    /** Room a value of that length takes, padded to four bytes. */
    static int padded(int lengthBytes) {
        return (lengthBytes + 3) & ~3;
    }
}
