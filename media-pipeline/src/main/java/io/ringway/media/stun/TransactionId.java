package io.ringway.media.stun;

import static io.ringway.media.stun.StunAttribute.TRANSACTION_ID_OFFSET;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The 96 bits that tie a response to its request (RFC 8489 §5).
 *
 * <p>The first 32 are a leg's id under a secret of this process, so that an event loop knows which
 * leg a response is for without a table; the other 64 are random, as §5 asks against off-path
 * answers. Whoever receives such an id learns one masked number and nothing about other legs.
 *
 * @param maskedLegId the leg's id XOR the process secret
 * @param random 64 random bits
 */
public record TransactionId(int maskedLegId, long random) {

    /** A fresh id for a request of that leg. */
    public static TransactionId of(int legId, int processSecret, RandomSource random) {
        return new TransactionId(legId ^ processSecret, random.nextLong());
    }

    /**
     * The leg a response is meant for, read from a STUN message of at least 20 bytes. Anyone can
     * send any value: the leg itself decides whether the transaction is one of its own.
     */
    public static int legIdOf(DirectBuffer buffer, int messageOffset, int processSecret) {
        int word = buffer.getInt(messageOffset + TRANSACTION_ID_OFFSET, ByteOrder.BIG_ENDIAN);
        return word ^ processSecret;
    }

    static TransactionId read(DirectBuffer message, int messageOffset) {
        int at = messageOffset + TRANSACTION_ID_OFFSET;
        return new TransactionId(
                message.getInt(at, ByteOrder.BIG_ENDIAN),
                message.getLong(at + Integer.BYTES, ByteOrder.BIG_ENDIAN));
    }

    boolean isAt(DirectBuffer message, int messageOffset) {
        int at = messageOffset + TRANSACTION_ID_OFFSET;
        return message.getInt(at, ByteOrder.BIG_ENDIAN) == maskedLegId
                && message.getLong(at + Integer.BYTES, ByteOrder.BIG_ENDIAN) == random;
    }

    void write(MutableDirectBuffer message, int messageOffset) {
        int at = messageOffset + TRANSACTION_ID_OFFSET;
        message.putInt(at, maskedLegId, ByteOrder.BIG_ENDIAN);
        message.putLong(at + Integer.BYTES, random, ByteOrder.BIG_ENDIAN);
    }
}
