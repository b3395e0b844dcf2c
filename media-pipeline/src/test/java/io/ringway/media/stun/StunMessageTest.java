package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {

    private static final int MALFORMED = Counter.DROP_STUN_MALFORMED.code();
    private static final StunKey KEY = StunKey.ofPassword("a-password-of-22-chars");
    private static final int OFFSET = 3;

    private final StunIntegrity integrity = new StunIntegrity();
    private final StunWriter writer = new StunWriter(integrity);
    private final StunMessage message = new StunMessage();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES + OFFSET]);

    @Test
    void shouldReadWhatTheWriterWrote() {
        TransactionId id = new TransactionId(0x01020304, 0x05060708090a0b0cL);
        int length =
                writer.beginRequest(buffer, OFFSET, id)
                        .username(ascii("remote:local"))
                        .priority(0xFFFF_FFFFL)
                        .role(true, -2)
                        .useCandidate()
                        .finish(KEY);

        assertEquals(length, message.parse(buffer, OFFSET, length));
        assertTrue(integrity.verifyFingerprint(message));
        assertTrue(integrity.verifyIntegrity(message, KEY));
        assertEquals(id, message.transactionId());
        assertTrue(message.hasTransactionId(id));
        assertEquals(12, message.usernameLength());
        assertEquals(0xFFFF_FFFFL, message.priority());
        assertTrue(message.hasControlling());
        assertEquals(-2, message.tieBreaker());
        assertTrue(message.useCandidate());
        assertEquals(0, message.unknownRequiredCount());
        assertNull(message.mappedAddress());
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 1", "2001:db8::7, 65535", "255.255.255.254, 8466"})
    void shouldCarryMappedAddresses(String literal, int port) {
        parseRequest();
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.ofLiteral(literal), port);
        UnsafeBuffer answer = new UnsafeBuffer(new byte[200]);
        int length =
                writer.beginResponse(answer, 0, message, StunClass.SUCCESS)
                        .mappedAddress(mapped)
                        .finish(KEY);
        StunMessage parsed = new StunMessage();

        assertEquals(length, parsed.parse(answer, 0, length));
        assertEquals(mapped, parsed.mappedAddress());
        assertEquals(message.transactionId(), parsed.transactionId());
        assertTrue(integrity.verifyIntegrity(parsed, KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 400, 420, 487, 699})
    void shouldCarryErrorCodes(int code) {
        parseRequest();
        UnsafeBuffer answer = new UnsafeBuffer(new byte[200]);
        int length =
                writer.beginResponse(answer, 0, message, StunClass.ERROR)
                        .errorCode(code)
                        .finish(KEY);
        StunMessage parsed = new StunMessage();

        assertEquals(length, parsed.parse(answer, 0, length));
        assertEquals(StunClass.ERROR, parsed.messageClass());
        assertEquals(code, parsed.errorCode());
    }

    @Test
    void shouldRefuseLengthsThatDoNotAddUp() {
        int length = parseRequest();

        for (int cut = 0; cut < length; cut++) {
            assertEquals(MALFORMED, message.parse(buffer, OFFSET, cut), "cut to " + cut);
        }
        assertEquals(MALFORMED, message.parse(buffer, OFFSET, length + 4));
        assertEquals(MALFORMED, message.parse(buffer, OFFSET, StunMessage.MAX_BYTES + 1));
    }

    @Test
    void shouldIgnoreWhatFollowsMessageIntegrity() {
        parseRequest();
        byte[] genuine = Arrays.copyOf(bytesOfMessage(), message.lengthBytes() - 8);
        byte[] extended = withAttributes(genuine, attribute(0x0025, 0), attribute(0x0024, 4));

        assertEquals(extended.length, parse(extended));
        assertFalse(message.useCandidate(), "USE-CANDIDATE was added by somebody else");
        assertEquals(1, message.priority());
        assertTrue(integrity.verifyIntegrity(message, KEY));
    }

    @Test
    void shouldCountOnlyTheFirstOfAType() {
        byte[] empty = header();
        byte[] first = attribute(0x0024, 4);
        first[7] = 9;

        parse(withAttributes(empty, first, attribute(0x0024, 4)));

        assertEquals(9, message.priority());
    }

    @Test
    void shouldRefuseAnythingAfterFingerprint() {
        byte[] bytes = withAttributes(header(), attribute(0x8028, 4), attribute(0x0024, 4));

        assertEquals(MALFORMED, parse(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0024, 3", "0x0024, 8", "0x0025, 4", "0x8029, 4", "0x802A, 12", "0x0008, 16",
        "0x8028, 0", "0x0006, 0", "0x0020, 8", "0x0020, 3", "0x0009, 4", "0x0009, 0"
    })
    void shouldRefuseKnownAttributesOfImpossibleShape(String type, int length) {
        byte[] bytes = withAttributes(header(), attribute(Integer.decode(type), length));

        assertEquals(MALFORMED, parse(bytes));
    }

    @Test
    void shouldCollectUnknownRequiredAttributesUpToABound() {
        byte[][] unknown = new byte[20][];
        Arrays.setAll(unknown, i -> attribute(0x7000 + i, 0));

        parse(withAttributes(header(), unknown));

        assertEquals(8, message.unknownRequiredCount());
        assertEquals(0x7000, message.unknownRequired(0));
    }

    @Test
    void shouldTolerateUnknownOptionalAttributesAndTheSha256Integrity() {
        parse(withAttributes(header(), attribute(0x8022, 11), attribute(0x001C, 32)));

        assertEquals(0, message.unknownRequiredCount());
        assertTrue(message.hasIntegritySha256());
        assertFalse(integrity.verifyIntegrity(message, KEY));
    }

    @Test
    void shouldRefuseTooManyAttributes() {
        byte[][] many = new byte[StunMessage.MAX_ATTRIBUTES + 1][];
        Arrays.setAll(many, i -> attribute(0x8022, 0));

        assertEquals(MALFORMED, parse(withAttributes(header(), many)));
        many = Arrays.copyOf(many, StunMessage.MAX_ATTRIBUTES);
        assertTrue(parse(withAttributes(header(), many)) > 0);
    }

    private int parseRequest() {
        int length =
                writer.beginRequest(buffer, OFFSET, new TransactionId(1, 2))
                        .username(ascii("abc:def"))
                        .priority(1)
                        .finish(KEY);
        assertEquals(length, message.parse(buffer, OFFSET, length));
        return length;
    }

    private int parse(byte[] bytes) {
        return message.parse(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private byte[] bytesOfMessage() {
        byte[] bytes = new byte[message.lengthBytes()];
        message.bytes().getBytes(0, bytes);
        return bytes;
    }

    private static byte[] header() {
        UnsafeBuffer header = new UnsafeBuffer(new byte[20]);
        header.putShort(0, (short) 1, ByteOrder.BIG_ENDIAN);
        header.putInt(4, 0x2112A442, ByteOrder.BIG_ENDIAN);
        return header.byteArray();
    }

    private static byte[] attribute(int type, int length) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[4 + (length + 3) / 4 * 4]);
        bytes.putShort(0, (short) type, ByteOrder.BIG_ENDIAN);
        bytes.putShort(2, (short) length, ByteOrder.BIG_ENDIAN);
        return bytes.byteArray();
    }

    private static byte[] withAttributes(byte[] message, byte[]... attributes) {
        byte[] all = message.clone();
        for (byte[] attribute : attributes) {
            int at = all.length;
            all = Arrays.copyOf(all, at + attribute.length);
            System.arraycopy(attribute, 0, all, at, attribute.length);
        }
        new UnsafeBuffer(all).putShort(2, (short) (all.length - 20), ByteOrder.BIG_ENDIAN);
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
