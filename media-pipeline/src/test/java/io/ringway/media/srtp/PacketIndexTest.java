package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketIndexTest {

    @ParameterizedTest(name = "behind {0} comes {1}: {2}")
    @CsvSource({
        // In order and around the first wrap.
        "0x00000, 0x0001, 0x00001",
        "0x07FFF, 0x8000, 0x08000",
        "0x08000, 0x7FFF, 0x07FFF",
        "0x0FFFF, 0x0000, 0x10000",
        "0x0FFFF, 0x7FFE, 0x17FFE",
        "0x0FFFF, 0x7FFF, 0x07FFF",
        "0x0FFFF, 0xFFFE, 0x0FFFE",
        "0x10000, 0xFFFF, 0x0FFFF",
        "0x10000, 0x8001, 0x08001",
        "0x10000, 0x8000, 0x18000",
        "0x17FFF, 0xFFFF, 0x1FFFF",
        "0x17FFE, 0xFFFF, 0x0FFFF",
        "0x18000, 0x0000, 0x10000",
        "0x18001, 0x0000, 0x20000",
        // Before the stream's start there is nothing to go back to.
        "0x00000, 0xFFFF, 0x0FFFF",
        "0x00001, 0x8002, 0x08002",
        // Later rollover counters.
        "0x7FFFFFFF0001, 0xFFFF, 0x7FFFFFFEFFFF",
        "0x7FFFFFFFFFFF, 0x0000, 0x800000000000",
        "0xFFFFFFFE8000, 0x0000, 0xFFFFFFFE0000",
        "0xFFFFFFFEFFFF, 0x0000, 0xFFFFFFFF0000"
    })
    void shouldEstimateTheNearestIndex(String highest, String sequence, String expected) {
        assertEquals(
                Long.decode(expected),
                PacketIndex.estimate(Long.decode(highest), Integer.decode(sequence)));
    }

    @Test
    void shouldRunOutWithTheRolloverCounter() {
        assertTrue(PacketIndex.estimate(PacketIndex.MAX, 0) > PacketIndex.MAX);
    }
}
