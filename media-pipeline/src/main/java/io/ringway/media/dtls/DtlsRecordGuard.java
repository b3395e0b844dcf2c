package io.ringway.media.dtls;

import io.ringway.media.counters.Counter;

/**
 * Decides whether a datagram may reach the TLS stack: whole records of types this side speaks,
 * whose readable handshake fragments stay within their message and within the size allowed (RFC
 * 6347 §4.1, §4.2.2).
 *
 * <p>Sans-IO and stateless. Thread: any.
 */
final class DtlsRecordGuard {

    /** The datagram may pass. */
    static final int OK = 0;

    static final int RECORD_HEADER_BYTES = 13;
    static final int MESSAGE_HEADER_BYTES = 12;

    /** Explicit nonce and tag of AES-GCM (RFC 5288 §3); a shorter record makes bctls give up. */
    static final int MIN_SEALED_BYTES = 24;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int DTLS_1_0 = 0xFEFF;
    private static final int DTLS_1_2 = 0xFEFD;

    private DtlsRecordGuard() {}

    /**
     * @param length bytes of the datagram, from the array's start
     * @param maxMessageBytes largest handshake message a fragment may declare
     * @return {@link #OK}, or the code of {@link Counter#DROP_DTLS_MALFORMED} or {@link
     *     Counter#DROP_DTLS_OVERSIZE}
     */
    static int check(byte[] datagram, int length, int maxMessageBytes) {
        int offset = 0;
        int verdict;
        do {
            int end = recordEnd(datagram, offset, length);
            verdict = end < 0 ? end : checkBody(datagram, offset, end, maxMessageBytes);
            offset = end;
        } while (verdict == OK && offset < length);
        return verdict;
    }

    /** Where the record at {@code offset} ends, or why it is refused. */
    private static int recordEnd(byte[] datagram, int offset, int length) {
        if (length - offset < RECORD_HEADER_BYTES) {
            return Counter.DROP_DTLS_MALFORMED.code();
        }
        int type = datagram[offset];
        int version = uint16(datagram, offset + 1);
        int end = offset + RECORD_HEADER_BYTES + uint16(datagram, offset + 11);
        boolean known =
                type >= CHANGE_CIPHER_SPEC
                        && type <= APPLICATION_DATA
                        && (version == DTLS_1_2 || version == DTLS_1_0);
        return known && end <= length ? end : Counter.DROP_DTLS_MALFORMED.code();
    }

    private static int checkBody(byte[] datagram, int offset, int end, int maxMessageBytes) {
        int start = offset + RECORD_HEADER_BYTES;
        boolean sealed = uint16(datagram, offset + 3) != 0;
        int leastBytes = sealed ? MIN_SEALED_BYTES : 1;
        if (end - start < leastBytes) {
            return Counter.DROP_DTLS_MALFORMED.code();
        }
        return !sealed && datagram[offset] == HANDSHAKE
                ? checkFragments(datagram, start, end, maxMessageBytes)
                : OK;
    }

    private static int checkFragments(byte[] datagram, int start, int end, int maxMessageBytes) {
        int offset = start;
        while (offset < end) {
            if (end - offset < MESSAGE_HEADER_BYTES) {
                return Counter.DROP_DTLS_MALFORMED.code();
            }
            int messageBytes = uint24(datagram, offset + 1);
            int fragmentOffset = uint24(datagram, offset + 6);
            int fragmentBytes = uint24(datagram, offset + 9);
            if (messageBytes > maxMessageBytes) {
                return Counter.DROP_DTLS_OVERSIZE.code();
            }
            offset += MESSAGE_HEADER_BYTES + fragmentBytes;
            if (fragmentOffset + fragmentBytes > messageBytes || offset > end) {
                return Counter.DROP_DTLS_MALFORMED.code();
            }
        }
        return OK;
    }

    private static int uint16(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
    }

    private static int uint24(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 16 | uint16(bytes, offset + 1);
    }
}
