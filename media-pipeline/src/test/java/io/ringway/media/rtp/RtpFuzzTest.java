package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a code or values within the packet, never an exception. */
class RtpFuzzTest {

    private static final long SEED = 4711;
    private static final int ROUNDS = 200_000;

    @Test
    void shouldNeverLookOutsideAnRtpPacket() {
        byte[] seed =
                HexFormat.of()
                        .parseHex(
                                "b16f7ffffffffffedeadbeef00000001bede000310a132b1b2b3"
                                        + "00000000ef00aabbccdd00000004");
        Random random = new Random(SEED);
        RtpHeader header = new RtpHeader();
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(seed, random);
            // A buffer of exactly these bytes: a read outside them throws.
            UnsafeBuffer packet = new UnsafeBuffer(bytes);
            if (header.wrap(packet, 0, bytes.length) == 0) {
                mustStayInside(header, bytes.length, round);
                parsed++;
            }
        }
        assertTrue(parsed > ROUNDS / 20, "only " + parsed + " packets parsed at all");
    }

    @Test
    void shouldNeverLookOutsideAnRtcpCompound() {
        byte[] seed = RecordingHandler.compound();
        Random random = new Random(SEED);
        RtcpCompound compound = new RtcpCompound();
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(seed, random);
            RecordingHandler handler = new RecordingHandler();
            int code = compound.parse(new UnsafeBuffer(bytes), 0, bytes.length, handler);
            assertTrue(code == 0 || handler.told.isEmpty(), "told parts of a malformed compound");
            parsed += code == 0 ? 1 : 0;
        }
        assertTrue(parsed > ROUNDS / 20, "only " + parsed + " compounds parsed at all");
    }

    private static void mustStayInside(RtpHeader header, int length, int round) {
        int end = header.payloadOffset() + header.payloadLength() + header.paddingLength();
        assertTrue(end == length && header.payloadLength() >= 0, "seed " + SEED + ": " + round);
        for (int id = 0; id <= 256; id++) {
            int at = header.extensionOffset(id);
            int elementEnd = at + header.extensionLength(id);
            assertTrue(at >= -1 && elementEnd <= header.payloadOffset(), "round " + round);
        }
        for (int i = 0; i < header.csrcCount(); i++) {
            header.csrc(i);
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
            case 1 -> {
                bytes[random.nextInt(Math.min(24, bytes.length))] = (byte) random.nextInt();
                yield bytes;
            }
            default -> bytes;
        };
    }
}
