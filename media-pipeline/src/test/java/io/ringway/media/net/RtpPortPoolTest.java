package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtpPortPoolTest {

    private static final long REST_NS = TimeUnit.SECONDS.toNanos(5);

    private final RtpPortPool pool = pool(10_001, 10_020);

    @Test
    void shouldYieldEveryEvenPortOnce() {
        Set<Integer> taken = new TreeSet<>();
        for (int i = 0; i < 9; i++) {
            taken.add(pool.take(0));
        }
        assertEquals(
                Set.of(10_002, 10_004, 10_006, 10_008, 10_010, 10_012, 10_014, 10_016, 10_018),
                taken);
        assertEquals(RtpPortPool.NONE, pool.take(0));
    }

    @Test
    void shouldLetAPairRestAfterUse() {
        RtpPortPool one = pool(20_000, 20_001);
        assertEquals(20_000, one.take(1));
        one.give(20_000, 2);
        assertEquals(RtpPortPool.NONE, one.take(1 + REST_NS));
        assertEquals(20_000, one.take(2 + REST_NS));
    }

    @Test
    void shouldLeaveOutWhatIsSomebodyElses() {
        RtpPortPool two = pool(20_000, 20_003);
        two.exclude(20_003);
        two.exclude(9);
        assertEquals(20_000, two.take(0));
        assertEquals(RtpPortPool.NONE, two.take(0));
    }

    @Test
    void shouldBeginItsSearchAnywhere() {
        Set<Integer> first = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            RtpPortPool fresh =
                    new RtpPortPool(RtpPortSettings.DEFAULTS, new Random(seed * 7_919L));
            first.add(fresh.take(0));
        }
        assertTrue(first.size() > 45, first.toString());
    }

    @Test
    void shouldRefuseARangeWithoutAPair() {
        assertThrows(IllegalArgumentException.class, () -> new RtpPortSettings(10_001, 10_002, 0));
        assertEquals(1, new RtpPortSettings(10_001, 10_003, 0).pairs());
        assertEquals(4_950, RtpPortSettings.DEFAULTS.pairs());
        assertNotEquals(0, RtpPortSettings.DEFAULTS.quarantineMs());
    }

    private static RtpPortPool pool(int min, int max) {
        return new RtpPortPool(new RtpPortSettings(min, max, 5_000), new Random(1));
    }
}
