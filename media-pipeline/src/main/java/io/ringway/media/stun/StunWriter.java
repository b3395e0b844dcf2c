package io.ringway.media.stun;

import static io.ringway.media.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.HMAC_SHA1_BYTES;
import static io.ringway.media.stun.StunAttribute.MAGIC_COOKIE;
import static io.ringway.media.stun.StunAttribute.TRANSACTION_ID_BYTES;
import static io.ringway.media.stun.StunAttribute.TRANSACTION_ID_OFFSET;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one Binding message into a buffer of the caller: begin, attributes, {@link #finish}.
 *
 * <p>Thread: one. The target needs {@link StunMessage#MAX_BYTES} of room to be safe for any
 * message; a smaller one fails by {@link IndexOutOfBoundsException}.
 */
public final class StunWriter {

    private final StunIntegrity integrity;
    private final byte[] transactionId = new byte[TRANSACTION_ID_BYTES];
    private MutableDirectBuffer buffer = new UnsafeBuffer(new byte[0]);
    private int start;
    private int at;

    /**
     * @param integrity of the same thread
     */
    public StunWriter(StunIntegrity integrity) {
        this.integrity = integrity;
    }

    /** Begins a request. */
    public StunWriter beginRequest(MutableDirectBuffer target, int offset, TransactionId id) {
        begin(target, offset, StunClass.REQUEST);
        id.write(target, offset);
        return this;
    }

    /** Begins the answer to a request, with its transaction id. */
    public StunWriter beginResponse(
            MutableDirectBuffer target, int offset, StunMessage request, StunClass messageClass) {
        request.copyTransactionId(transactionId);
        begin(target, offset, messageClass);
        target.putBytes(offset + TRANSACTION_ID_OFFSET, transactionId);
        return this;
    }

    private void begin(MutableDirectBuffer target, int offset, StunClass messageClass) {
        buffer = target;
        start = offset;
        at = offset + HEADER_BYTES;
        putShort(offset, messageClass.bindingType());
        buffer.putInt(offset + 4, MAGIC_COOKIE, ByteOrder.BIG_ENDIAN);
    }

    /** USERNAME, already in the form {@code remote:local} (RFC 8445 §7.1.2). */
    public StunWriter username(byte[] ascii) {
        int value = attribute(StunAttribute.USERNAME, ascii.length);
        buffer.putBytes(value, ascii);
        return this;
    }

    public StunWriter priority(long priority) {
        int value = attribute(StunAttribute.PRIORITY, Integer.BYTES);
        buffer.putInt(value, (int) priority, ByteOrder.BIG_ENDIAN);
        return this;
    }

    public StunWriter useCandidate() {
        attribute(StunAttribute.USE_CANDIDATE, 0);
        return this;
    }

    /** ICE-CONTROLLING or ICE-CONTROLLED with the tie-breaker (RFC 8445 §7.1.3). */
    public StunWriter role(boolean controlling, long tieBreaker) {
        int type = controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
        buffer.putLong(attribute(type, Long.BYTES), tieBreaker, ByteOrder.BIG_ENDIAN);
        return this;
    }

    /** XOR-MAPPED-ADDRESS of a resolved address. */
    public StunWriter mappedAddress(InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        int value = attribute(StunAttribute.XOR_MAPPED_ADDRESS, XorAddress.lengthOf(address));
        XorAddress.write(buffer, start, value, address, mapped.getPort());
        return this;
    }

    /** ERROR-CODE with an empty reason: the code says it, and an answer should stay small. */
    public StunWriter errorCode(int code) {
        int value = attribute(StunAttribute.ERROR_CODE, Integer.BYTES);
        buffer.putInt(value, ((code / 100) << 8) | (code % 100), ByteOrder.BIG_ENDIAN);
        return this;
    }

    /** UNKNOWN-ATTRIBUTES: the first types of that request nobody here knows (RFC 8489 §14.13). */
    public StunWriter unknownAttributes(StunMessage request, int count) {
        int value = attribute(StunAttribute.UNKNOWN_ATTRIBUTES, count * Short.BYTES);
        for (int i = 0; i < count; i++) {
            putShort(value + i * Short.BYTES, request.unknownRequired(i));
        }
        return this;
    }

    /**
     * Adds MESSAGE-INTEGRITY and FINGERPRINT.
     *
     * @return the message's length in bytes
     */
    public int finish(StunKey key) {
        int covered = at - start;
        int value = attribute(StunAttribute.MESSAGE_INTEGRITY, HMAC_SHA1_BYTES);
        integrity.writeIntegrity(buffer, start, covered, key, value);
        return finishUnsigned();
    }

    /** Adds only FINGERPRINT, for messages without credentials; returns the length. */
    int finishUnsigned() {
        int covered = at - start;
        int value = attribute(StunAttribute.FINGERPRINT, Integer.BYTES);
        int length = at - start;
        putShort(start + 2, length - HEADER_BYTES);
        buffer.putInt(value, integrity.checksum(buffer, start, covered), ByteOrder.BIG_ENDIAN);
        return length;
    }

    /** Writes an attribute's header and zeroed padding; returns where its value goes. */
    private int attribute(int type, int lengthBytes) {
        int value = at + ATTRIBUTE_HEADER_BYTES;
        int padded = StunAttribute.padded(lengthBytes);
        putShort(at, type);
        putShort(at + 2, lengthBytes);
        if (padded > lengthBytes) {
            buffer.setMemory(value + lengthBytes, padded - lengthBytes, (byte) 0);
        }
        at = value + padded;
        return value;
    }

    private void putShort(int index, int value) {
        buffer.putShort(index, (short) value, ByteOrder.BIG_ENDIAN);
    }
}
