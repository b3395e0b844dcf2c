package io.ringway.media.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequence numbers across a bridge, begun around every wrap. */
@Timeout(10)
class PassedOrderTest {

    private final PassedOrder order = new PassedOrder();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldKeepGapsAndLateOnesInTheirPlaces(int first) {
        order.begin(first);
        assertEquals(first, place(first));
        assertEquals(at(first, 3), place(first + 3));
        assertEquals(at(first, 1), place(first + 1));
        assertEquals(PassedOrder.REFUSED, place(first + 1));
        assertEquals(PassedOrder.REFUSED, place(first - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldCloseUpBehindWhatIsLeftOut(int first) {
        order.begin(first);
        assertEquals(first, place(first));
        order.leaveOut(at(first, 1));
        order.leaveOut(at(first, 2));
        order.leaveOut(at(first, 2));
        assertEquals(at(first, 1), place(first + 3));
        assertEquals(PassedOrder.REFUSED, place(first + 2));
        assertEquals(at(first, 3), place(first + 5));
    }

    /** Under one key no number may be used twice (RFC 3711 §9.1). */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverUseANumberTwice(long seed) {
        Random random = new Random(seed);
        boolean[] used = new boolean[0x10000];
        order.begin(0);
        int newest = 0;
        for (int i = 0; i < 40_000; i++) {
            int sequence = newest + random.nextInt(12) - 8;
            newest = Math.max(newest, sequence);
            if (random.nextInt(20) == 0) {
                order.leaveOut(sequence & 0xFFFF);
            } else {
                int place = order.place(sequence & 0xFFFF);
                assertTrue(place == PassedOrder.REFUSED || !used[place], "twice: " + place);
                if (place != PassedOrder.REFUSED) {
                    used[place] = true;
                }
            }
            assertTrue(newest < 0xFFFF);
        }
    }

    private int place(int sequence) {
        return order.place(sequence & 0xFFFF);
    }

    private static int at(int first, int step) {
        return (first + step) & 0xFFFF;
    }
}
