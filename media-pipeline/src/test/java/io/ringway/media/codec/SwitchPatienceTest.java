package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SwitchPatienceTest {

    private static final int FRAME = 960;

    private final SwitchPatience patience = new SwitchPatience();

    @Test
    void shouldGoBackAfterASecondOfNothingElse() {
        patience.onWidened();
        assertEquals(51, framesUntilBack());
    }

    @Test
    void shouldBeginAnewWithAPacketThatDoesNotSuit() {
        patience.onWidened();
        for (int i = 0; i < 500; i++) {
            assertFalse(patience.isOver(i % 50 != 49, FRAME), "packet " + i);
        }
        assertEquals(51, framesUntilBack());
    }

    @Test
    void shouldWaitLongerForStreamsThatDoNotStay() {
        int[] seconds = {1, 2, 4, 8, 16, 32, 32, 32};
        for (int expected : seconds) {
            patience.onWidened();
            assertEquals(50 * expected + 1, framesUntilBack());
            patience.onNarrowed();
            for (int i = 0; i < 499; i++) {
                assertFalse(patience.lasts(FRAME));
            }
        }
        assertTrue(patience.lasts(FRAME), "10 s of speech");
        patience.onWidened();
        assertEquals(51, framesUntilBack());
    }

    @Test
    void shouldForgetWithTheSender() {
        for (int i = 0; i < 4; i++) {
            patience.onWidened();
            patience.onNarrowed();
        }
        patience.reset();
        patience.onWidened();
        assertEquals(51, framesUntilBack());
    }

    private int framesUntilBack() {
        for (int i = 1; i < 10_000; i++) {
            if (patience.isOver(true, FRAME)) {
                return i;
            }
        }
        throw new AssertionError("never");
    }
}
