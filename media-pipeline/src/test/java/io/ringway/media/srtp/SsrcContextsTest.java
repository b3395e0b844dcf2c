package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsrcContextsTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(ints = {128, 129, 192, 512, 1_000, 32_768})
    void shouldAgreeWithAPlainSetOfIndexes(int window) {
        SsrcContexts contexts = contexts(window, 1);
        int slot = contexts.add(1);
        Random random = new Random(SEED);
        Set<Long> recorded = new HashSet<>();
        long highest = -1;
        for (int i = 0; i < 20_000; i++) {
            long index = nextIndex(random, highest, window);
            boolean tooOld = highest - index >= window;
            boolean expected = tooOld || recorded.contains(index);
            assertEquals(expected, contexts.seen(slot, index), index + " below " + highest);
            if (!expected) {
                contexts.record(slot, index);
                recorded.add(index);
                highest = Math.max(highest, index);
            }
            assertEquals(highest, contexts.highestIndex(slot));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000})
    void shouldRefuseOnlyTheSecondTimeAroundWraps(int index) {
        SsrcContexts contexts = contexts(128, 1);
        int slot = contexts.add(1);
        assertFalse(contexts.seen(slot, index));
        contexts.record(slot, index);
        assertTrue(contexts.seen(slot, index));
        for (int newer = index + 1; newer <= index + 127; newer++) {
            assertFalse(contexts.seen(slot, newer));
            contexts.record(slot, newer);
            assertTrue(contexts.seen(slot, index));
        }
        assertTrue(contexts.seen(slot, index), "too old to tell");
        if (index > 0) {
            assertTrue(contexts.seen(slot, index - 1), "older than the window");
        }
    }

    @Test
    void shouldAcceptWhatIsWithinTheWindowAndStillUnseen() {
        SsrcContexts contexts = contexts(128, 1);
        int slot = contexts.add(1);
        contexts.record(slot, 1_000);
        assertFalse(contexts.seen(slot, 1_000 - 127));
        assertTrue(contexts.seen(slot, 1_000 - 128));
    }

    @Test
    void shouldKeepSsrcsApart() {
        SsrcContexts contexts = contexts(128, 16);
        for (int ssrc = 0; ssrc < 16; ssrc++) {
            int slot = contexts.add(ssrc);
            contexts.record(slot, 100L + ssrc);
        }
        assertTrue(contexts.full());
        for (int ssrc = 15; ssrc >= 0; ssrc--) {
            int slot = contexts.slotOf(ssrc);
            assertEquals(100L + ssrc, contexts.highestIndex(slot));
            assertTrue(contexts.seen(slot, 100L + ssrc));
            assertFalse(contexts.seen(slot, 99L + ssrc));
        }
        assertEquals(SsrcContexts.ABSENT, contexts.slotOf(16));
        assertThrows(IllegalStateException.class, () -> contexts.add(16));
    }

    private static long nextIndex(Random random, long highest, int window) {
        return switch (random.nextInt(10)) {
            case 0 -> highest + 1 + random.nextInt(3 * window);
            case 1, 2, 3, 4 -> highest + 1 + random.nextInt(4);
            default -> Math.max(0, highest - random.nextInt(2 * window));
        };
    }

    private static SsrcContexts contexts(int window, int maxSsrcs) {
        return new SsrcContexts(new SrtpSettings(CryptoProvider.JCA, window, maxSsrcs, 2_048));
    }
}
