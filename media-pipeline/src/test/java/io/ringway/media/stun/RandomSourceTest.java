package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSourceTest {

    @Test
    void shouldRepeatItselfForTheSameSeedOnly() {
        assertEquals(RandomSource.ofSeed(7).nextLong(), RandomSource.ofSeed(7).nextLong());
        assertNotEquals(RandomSource.ofSeed(7).nextLong(), RandomSource.ofSeed(8).nextLong());
        assertArrayEquals(
                RandomSource.ofSeed(7).nextBytes(50), RandomSource.ofSeed(7).nextBytes(50));
    }

    @Test
    void shouldStayBelowTheBoundAndSpread() {
        RandomSource random = RandomSource.ofSeed(1);
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong(10);
            assertTrue(value >= 0 && value < 10, "got " + value);
            seen.add(value);
        }
        assertEquals(10, seen.size());
    }

    @Test
    void shouldRefuseAShortSeed() {
        assertThrows(IllegalArgumentException.class, () -> new RandomSource(new byte[15]));
    }
}
