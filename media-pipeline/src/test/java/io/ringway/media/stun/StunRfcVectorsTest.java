package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four messages of RFC 5769 §2. */
class StunRfcVectorsTest {

    private static final StunKey SHORT_TERM = StunKey.ofPassword("VOkJxbRl1RmTxUk/WvJxBt");

    private final StunMessage message = new StunMessage();
    private final StunIntegrity integrity = new StunIntegrity();

    @Test
    void shouldReadTheSampleRequest() throws IOException {
        byte[] bytes = read("sample-request.bin");

        assertTrue(genuine(bytes, SHORT_TERM, true));
        assertEquals(StunClass.REQUEST, message.messageClass());
        assertTrue(message.isBinding());
        assertEquals(
                "evtj:h6vY",
                message.bytes()
                        .getStringWithoutLengthAscii(
                                message.usernameOffset(), message.usernameLength()));
        assertEquals(0x6e0001ffL, message.priority());
        assertTrue(message.hasControlled());
        assertFalse(message.hasControlling());
        assertEquals(0x932ff9b151263b36L, message.tieBreaker());
        assertFalse(message.useCandidate());
        assertEquals(0xb7e7a701, message.transactionId().maskedLegId());
        assertEquals(0xbc34d686fa87dfaeL, message.transactionId().random());
    }

    @Test
    void shouldReadTheIpv4Response() throws IOException {
        byte[] bytes = read("sample-ipv4-response.bin");

        assertTrue(genuine(bytes, SHORT_TERM, true));
        assertEquals(StunClass.SUCCESS, message.messageClass());
        assertEquals(address("192.0.2.1", 32853), message.mappedAddress());
    }

    @Test
    void shouldReadTheIpv6Response() throws IOException {
        byte[] bytes = read("sample-ipv6-response.bin");

        assertTrue(genuine(bytes, SHORT_TERM, true));
        assertEquals(
                address("2001:db8:1234:5678:11:2233:4455:6677", 32853), message.mappedAddress());
    }

    @Test
    void shouldVerifyTheLongTermRequest() throws IOException {
        byte[] bytes = read("sample-request-long-term-auth.bin");

        assertTrue(genuine(bytes, longTerm(), false));
        assertFalse(integrity.verifyFingerprint(message), "it has no FINGERPRINT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample-request.bin",
                "sample-ipv4-response.bin",
                "sample-ipv6-response.bin",
                "sample-request-long-term-auth.bin"
            })
    void shouldRefuseEverySingleFlippedBit(String name) throws IOException {
        boolean longTerm = name.contains("long-term");
        StunKey key = longTerm ? longTerm() : SHORT_TERM;
        byte[] bytes = read(name);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            assertFalse(genuine(flipped, key, !longTerm), name + ": bit " + bit + " flipped");
        }
        assertTrue(genuine(bytes, key, !longTerm), "the message itself still passes");
    }

    @Test
    void shouldRefuseTheWrongPassword() throws IOException {
        byte[] bytes = read("sample-request.bin");

        assertFalse(genuine(bytes, StunKey.ofPassword("VOkJxbRl1RmTxUk/WvJxBu"), true));
    }

    private boolean genuine(byte[] bytes, StunKey key, boolean fingerprint) {
        return message.parse(new UnsafeBuffer(bytes), 0, bytes.length) == bytes.length
                && (!fingerprint || integrity.verifyFingerprint(message))
                && integrity.verifyIntegrity(message, key);
    }

    private static StunKey longTerm() {
        String text = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9:example.org:TheMatrIX";
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return StunKey.ofBytes(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(Vectors.dir("stun/rfc5769").resolve(name));
    }
}
