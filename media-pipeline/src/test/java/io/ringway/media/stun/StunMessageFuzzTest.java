package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Seeded mutations: nothing may throw, and nothing changed may pass for genuine. */
class StunMessageFuzzTest {

    private static final long SEED = 0x5354554E;
    private static final int ROUNDS = 200_000;
    private static final StunKey KEY = StunKey.ofPassword("the-password-of-this-fuzz");

    private final Random random = new Random(SEED);
    private final StunMessage message = new StunMessage();
    private final StunIntegrity integrity = new StunIntegrity();

    @Test
    void shouldSurviveMutations() {
        byte[][] seeds = {request(), response()};
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] original = seeds[round % seeds.length];
            byte[] bytes = mutate(original);
            int result = message.parse(new UnsafeBuffer(bytes), 0, bytes.length);
            if (result >= 0) {
                parsed++;
                readEverything(bytes, original);
            } else {
                assertEquals(Counter.DROP_STUN_MALFORMED.code(), result);
            }
        }
        assertTrue(parsed > ROUNDS / 20, "only " + parsed + " mutants parsed: too destructive");
    }

    @Test
    void shouldSurviveNoise() {
        byte[] noise = new byte[600];
        for (int round = 0; round < ROUNDS / 4; round++) {
            random.nextBytes(noise);
            int length = random.nextInt(noise.length);
            noise[0] = 0;
            noise[1] = 1;
            int result = message.parse(new UnsafeBuffer(noise), 0, length);
            assertEquals(Counter.DROP_STUN_MALFORMED.code(), result);
        }
    }

    private void readEverything(byte[] bytes, byte[] original) {
        assertEquals(bytes.length, message.lengthBytes());
        assertTrue(message.usernameOffset() + message.usernameLength() <= bytes.length);
        assertTrue(message.priority() >= -1);
        assertTrue(message.unknownRequiredCount() <= 8);
        assertTrue(message.errorCode() < 700);
        InetSocketAddress mapped = message.mappedAddress();
        assertTrue(mapped == null || mapped.getPort() >= 0);
        boolean genuine =
                integrity.verifyFingerprint(message) && integrity.verifyIntegrity(message, KEY);
        if (!Arrays.equals(bytes, original)) {
            assertFalse(genuine, () -> "accepted a changed message: " + Arrays.toString(bytes));
        }
    }

    private byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            case 2 -> {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 40));
                fixLength(bytes);
            }
            default -> {
                int from = random.nextInt(bytes.length - 4);
                int to = random.nextInt(bytes.length - 4);
                System.arraycopy(original, from, bytes, to, 4);
            }
        }
        return bytes;
    }

    private static void fixLength(byte[] bytes) {
        if (bytes.length >= 20) {
            bytes[2] = (byte) ((bytes.length - 20) >>> 8);
            bytes[3] = (byte) (bytes.length - 20);
        }
    }

    private byte[] request() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[300]);
        int length =
                new StunWriter(integrity)
                        .beginRequest(buffer, 0, new TransactionId(7, 8))
                        .username("local123:remote".getBytes(StandardCharsets.US_ASCII))
                        .priority(1_862_270_975)
                        .role(true, 99)
                        .useCandidate()
                        .finish(KEY);
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private byte[] response() {
        byte[] request = request();
        message.parse(new UnsafeBuffer(request), 0, request.length);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[300]);
        InetSocketAddress mapped =
                new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 40_000);
        int length =
                new StunWriter(integrity)
                        .beginResponse(buffer, 0, message, StunClass.ERROR)
                        .errorCode(487)
                        .mappedAddress(mapped)
                        .finish(KEY);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}
