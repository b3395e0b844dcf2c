package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTest {

    private static final int[] WRAP_POINTS = {0, 1, 0x7FFF, 0x8000, 0xFFFF};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldOrderNeighboursAtEveryWrapPoint(int sequence) {
        int next = SequenceNumber.next(sequence);
        assertEquals((sequence + 1) & 0xFFFF, next);
        assertEquals(1, SequenceNumber.distance(sequence, next));
        assertEquals(-1, SequenceNumber.distance(next, sequence));
        assertTrue(SequenceNumber.isNewer(next, sequence));
        assertFalse(SequenceNumber.isNewer(sequence, next));
        assertFalse(SequenceNumber.isNewer(sequence, sequence));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldBeAntisymmetricForEveryPair(int a) {
        for (int b : WRAP_POINTS) {
            int forth = Integer.signum(SequenceNumber.compare(a, b));
            assertEquals(-forth, Integer.signum(SequenceNumber.compare(b, a)), a + " and " + b);
            assertEquals(a == b, forth == 0);
        }
    }

    @ParameterizedTest(name = "{1} near {0} is {2}")
    @CsvSource({
        "0, 0, 0",
        "0, 0xFFFF, -1",
        "65535, 0, 65536",
        "65536, 0xFFFF, 65535",
        "65536, 0x7FFF, 98303",
        "98304, 0xFFFF, 131071",
        "4294967295, 1, 4294967297"
    })
    void shouldExtendToTheNearest(long reference, String sequence, long expected) {
        assertEquals(expected, SequenceNumber.extend(reference, Integer.decode(sequence)));
    }

    @ParameterizedTest(name = "{1} near {0} is {2}")
    @CsvSource({
        "0, 0, 0",
        "0, 0xFFFFFFFF, -1",
        "4294967295, 0, 4294967296",
        "4294967296, 0xFFFFFFFF, 4294967295",
        "4294967296, 0x7FFFFFFF, 6442450943",
        "8589934591, 959, 8589935551"
    })
    void shouldExtendTimestampsToTheNearest(long reference, String timestamp, long expected) {
        assertEquals(expected, RtpTimestamp.extend(reference, Long.decode(timestamp)));
    }
}
