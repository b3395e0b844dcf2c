package io.ringway.media.stun;

import static io.ringway.media.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.HEADER_BYTES;
import static io.ringway.media.stun.StunAttribute.HMAC_SHA1_BYTES;
import static io.ringway.media.stun.StunAttribute.MAGIC_COOKIE;
import static io.ringway.media.stun.StunAttribute.TRANSACTION_ID_BYTES;
import static io.ringway.media.stun.StunAttribute.TRANSACTION_ID_OFFSET;

import io.ringway.media.counters.Counter;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A view over one received STUN message (RFC 8489 §5, §14), reused for the next by another {@link
 * #parse}. Only the first attribute of a type counts, and nothing but FINGERPRINT counts after
 * MESSAGE-INTEGRITY (§14.5), as it is not protected.
 *
 * <p>Thread: one. Allocates nothing, except {@link #mappedAddress()}. The bytes have to stay
 * unchanged while the view is in use.
 */
public final class StunMessage {

    /** Longest message looked at; RFC 8489 §6.1 keeps them below an IPv6 MTU of 1280 bytes. */
    public static final int MAX_BYTES = 1500;

    /** Most attributes looked at; a browser's check has eight. */
    public static final int MAX_ATTRIBUTES = 32;

    private static final int MAX_UNKNOWN = 8;
    private static final int ABSENT = -1;

    // Attribute values as offsets from the message's first byte.
    private final int[] unknownRequired = new int[MAX_UNKNOWN];
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[0]);
    private int lengthBytes;
    private int attributes;
    private int unknownCount;
    private int usernameAt;
    private int usernameLength;
    private int priorityAt;
    private int controlledAt;
    private int controllingAt;
    private int mappedAt;
    private int integrityAt;
    private int fingerprintAt;
    private int errorCode;
    private boolean useCandidate;
    private boolean integritySha256;

    /**
     * Looks at one datagram.
     *
     * @return its length, or the code of {@link Counter#DROP_STUN_MALFORMED}
     */
    public int parse(DirectBuffer buffer, int offset, int length) {
        reset();
        if (length < HEADER_BYTES || length > MAX_BYTES) {
            return Counter.DROP_STUN_MALFORMED.code();
        }
        bytes.wrap(buffer, offset, length);
        lengthBytes = length;
        boolean headerOk =
                (uint16(0) & 0xC000) == 0
                        && uint16(2) == length - HEADER_BYTES
                        && (length & 3) == 0
                        && int32(4) == MAGIC_COOKIE;
        return headerOk && walk() ? length : Counter.DROP_STUN_MALFORMED.code();
    }

    private void reset() {
        lengthBytes = 0;
        attributes = 0;
        unknownCount = 0;
        usernameAt = ABSENT;
        usernameLength = 0;
        priorityAt = ABSENT;
        controlledAt = ABSENT;
        controllingAt = ABSENT;
        mappedAt = ABSENT;
        integrityAt = ABSENT;
        fingerprintAt = ABSENT;
        errorCode = ABSENT;
        useCandidate = false;
        integritySha256 = false;
    }

    private boolean walk() {
        int at = HEADER_BYTES;
        while (at < lengthBytes) {
            int type = uint16(at);
            int length = uint16(at + 2);
            int value = at + ATTRIBUTE_HEADER_BYTES;
            int next = value + StunAttribute.padded(length);
            boolean fits = next <= lengthBytes && ++attributes <= MAX_ATTRIBUTES;
            if (!fits || fingerprintAt != ABSENT || !take(type, value, length)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** False when a known attribute has a length or value it cannot have. */
    private boolean take(int type, int at, int length) {
        if (type == StunAttribute.FINGERPRINT) {
            fingerprintAt = at;
            return length == 4;
        }
        if (type == StunAttribute.MESSAGE_INTEGRITY_SHA256) {
            integritySha256 = true;
            return true;
        }
        return integrityAt != ABSENT || takeProtected(type, at, length);
    }

    private boolean takeProtected(int type, int at, int length) {
        return switch (type) {
            case StunAttribute.USERNAME -> {
                usernameLength = usernameAt == ABSENT ? length : usernameLength;
                usernameAt = first(usernameAt, at);
                yield length > 0 && length <= 513;
            }
            case StunAttribute.MESSAGE_INTEGRITY -> {
                integrityAt = at;
                yield length == HMAC_SHA1_BYTES;
            }
            case StunAttribute.PRIORITY -> {
                priorityAt = first(priorityAt, at);
                yield length == 4;
            }
            case StunAttribute.USE_CANDIDATE -> {
                useCandidate = true;
                yield length == 0;
            }
            case StunAttribute.ICE_CONTROLLED -> {
                controlledAt = first(controlledAt, at);
                yield length == 8;
            }
            case StunAttribute.ICE_CONTROLLING -> {
                controllingAt = first(controllingAt, at);
                yield length == 8;
            }
            default -> takeOther(type, at, length);
        };
    }

    private boolean takeOther(int type, int at, int length) {
        return switch (type) {
            case StunAttribute.XOR_MAPPED_ADDRESS -> {
                mappedAt = first(mappedAt, at);
                yield XorAddress.wellFormed(bytes, at, length);
            }
            case StunAttribute.ERROR_CODE -> {
                boolean wellFormed = length >= 4;
                errorCode = wellFormed ? errorCodeAt(at) : ABSENT;
                yield wellFormed && errorCode >= 300 && errorCode <= 699;
            }
            case StunAttribute.REALM,
                    StunAttribute.NONCE,
                    StunAttribute.UNKNOWN_ATTRIBUTES,
                    StunAttribute.PASSWORD_ALGORITHM,
                    StunAttribute.USERHASH ->
                    true;
            default -> {
                if (StunAttribute.comprehensionRequired(type) && unknownCount < MAX_UNKNOWN) {
                    unknownRequired[unknownCount++] = type;
                }
                yield true;
            }
        };
    }

    private int errorCodeAt(int at) {
        int units = bytes.getByte(at + 3) & 0xFF;
        return units > 99 ? ABSENT : (bytes.getByte(at + 2) & 0x7) * 100 + units;
    }

    private static int first(int known, int at) {
        return known == ABSENT ? at : known;
    }

    public StunClass messageClass() {
        return StunClass.ofType(uint16(0));
    }

    /** Whether the method is Binding. */
    public boolean isBinding() {
        return StunClass.isBinding(uint16(0));
    }

    public int lengthBytes() {
        return lengthBytes;
    }

    /** The message's own bytes, from its first on. */
    public DirectBuffer bytes() {
        return bytes;
    }

    public TransactionId transactionId() {
        return TransactionId.read(bytes, 0);
    }

    /** Whether this message belongs to that transaction. */
    public boolean hasTransactionId(TransactionId id) {
        return id.isAt(bytes, 0);
    }

    void copyTransactionId(byte[] target) {
        bytes.getBytes(TRANSACTION_ID_OFFSET, target, 0, TRANSACTION_ID_BYTES);
    }

    /** Offset of USERNAME's value in {@link #bytes()}; negative when there is none. */
    public int usernameOffset() {
        return usernameAt;
    }

    public int usernameLength() {
        return usernameLength;
    }

    /** PRIORITY as an unsigned 32-bit value; −1 when there is none. */
    public long priority() {
        return priorityAt == ABSENT ? -1 : Integer.toUnsignedLong(int32(priorityAt));
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    public boolean hasControlled() {
        return controlledAt != ABSENT;
    }

    public boolean hasControlling() {
        return controllingAt != ABSENT;
    }

    /** Tie-breaker of ICE-CONTROLLING or ICE-CONTROLLED, unsigned; 0 when there is neither. */
    public long tieBreaker() {
        int at = first(controllingAt, controlledAt);
        return at == ABSENT ? 0 : bytes.getLong(at, ByteOrder.BIG_ENDIAN);
    }

    /** ERROR-CODE, 300 to 699; negative when there is none. */
    public int errorCode() {
        return errorCode;
    }

    /** XOR-MAPPED-ADDRESS; null when there is none. Allocates. */
    public @Nullable InetSocketAddress mappedAddress() {
        return mappedAt == ABSENT ? null : XorAddress.read(bytes, mappedAt);
    }

    /** How many comprehension-required attributes of unknown type there are, counted up to 8. */
    public int unknownRequiredCount() {
        return unknownCount;
    }

    int unknownRequired(int index) {
        return unknownRequired[index];
    }

    /** Offset of MESSAGE-INTEGRITY's value; negative when there is none. */
    int integrityOffset() {
        return integrityAt;
    }

    /** Whether MESSAGE-INTEGRITY-SHA256 is there; it is not verified. */
    public boolean hasIntegritySha256() {
        return integritySha256;
    }

    /** Offset of FINGERPRINT's value; negative when there is none. */
    int fingerprintOffset() {
        return fingerprintAt;
    }

    private int uint16(int at) {
        return bytes.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    private int int32(int at) {
        return bytes.getInt(at, ByteOrder.BIG_ENDIAN);
    }
}
