package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.HexFormat;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedundantAudioTest {

    private final RedundantAudio redundant = new RedundantAudio();

    private static UnsafeBuffer bytes(String hex) {
        return new UnsafeBuffer(HexFormat.of().parseHex(hex));
    }

    @Test
    void shouldFindThePrimaryBlockBehindTwoOlderOnes() {
        // Two blocks of payload type 111 with 3 and 2 bytes, then the primary one.
        UnsafeBuffer payload =
                bytes("ef1e0003" + "ef0f0002" + "6f" + "aaaaaa" + "bbbb" + "cccccccc");
        assertEquals(0, redundant.wrap(payload, 0, payload.capacity()));
        assertEquals(111, redundant.primaryPayloadType());
        assertEquals(14, redundant.primaryOffset());
        assertEquals(4, redundant.primaryLength());
        assertEquals(2, redundant.blocks());
        assertEquals(111, redundant.blockPayloadType(0));
        assertEquals(1_920, redundant.blockTicksBehind(0));
        assertEquals(9, redundant.blockOffset(0));
        assertEquals(3, redundant.blockLength(0));
        assertEquals(960, redundant.blockTicksBehind(1));
        assertEquals(12, redundant.blockOffset(1));
        assertEquals(2, redundant.blockLength(1));
    }

    @Test
    void shouldRefuseMoreBlocksThanAnySenderMakes() {
        UnsafeBuffer payload = bytes("ef000000".repeat(RedundantAudio.MAX_BLOCKS + 1) + "6f");
        assertEquals(
                Counter.DROP_RTP_MALFORMED.code(), redundant.wrap(payload, 0, payload.capacity()));
    }

    @Test
    void shouldReadAPrimaryBlockAlone() {
        UnsafeBuffer payload = bytes("6f0102");
        assertEquals(0, redundant.wrap(payload, 0, 3));
        assertEquals(1, redundant.primaryOffset());
        assertEquals(2, redundant.primaryLength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ef", "ef1e00", "ef1e0003", "ef1e0003" + "6f" + "aa", "ef1e03ff6f00"})
    void shouldRefuseLengthsThatDoNotAddUp(String hex) {
        UnsafeBuffer payload = bytes(hex);
        assertEquals(
                Counter.DROP_RTP_MALFORMED.code(), redundant.wrap(payload, 0, payload.capacity()));
    }

    @Test
    void shouldStayWithinThePayloadWhateverItSays() {
        Random random = new Random(7);
        byte[] noise = new byte[64];
        for (int round = 0; round < 50_000; round++) {
            random.nextBytes(noise);
            int length = random.nextInt(noise.length);
            if (redundant.wrap(new UnsafeBuffer(noise), 0, length) == 0) {
                assertTrue(redundant.primaryLength() >= 0);
                assertEquals(length, redundant.primaryOffset() + redundant.primaryLength());
            }
        }
    }
}
