package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdTest {

    private static final int SECRET = 0x5EC7E7;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, 123_456})
    void shouldFindTheLegInTheMessage(int legId) {
        RandomSource random = RandomSource.ofSeed(1);
        TransactionId first = TransactionId.of(legId, SECRET, random);
        TransactionId second = TransactionId.of(legId, SECRET, random);
        UnsafeBuffer message = new UnsafeBuffer(new byte[30]);
        first.write(message, 5);

        assertEquals(legId, TransactionId.legIdOf(message, 5, SECRET));
        assertNotEquals(legId, TransactionId.legIdOf(message, 5, SECRET + 1));
        assertNotEquals(first.random(), second.random());
        assertEquals(first, TransactionId.read(message, 5));
    }
}
