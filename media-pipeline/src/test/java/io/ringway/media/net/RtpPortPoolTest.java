package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtpPortPoolTest {

    private static final long REST_NS = TimeUnit.SECONDS.toNanos(5);

    private final CounterBlock counters = new Counters().shared();
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
        RtpPortPool two = pool(20_000, 20_003);
        int rested = two.take(1);
        int resting = two.take(1);
        two.give(rested, 2);
        two.give(resting, 3);
        assertEquals(rested, two.take(2 + REST_NS));
        assertEquals(0, counters.get(Counter.RTP_PORTS_UNRESTED));
        two.give(rested, 4);
        assertEquals(resting, two.take(3 + REST_NS));
        assertEquals(0, counters.get(Counter.RTP_PORTS_UNRESTED));
    }

    @Test
    void shouldTakeWhatHasRestedLongestWhenNothingHasRested() {
        int[] ports = new int[9];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = pool.take(0);
        }
        // One stays in use, the others were given back in this order.
        for (int i = 1; i < ports.length; i++) {
            pool.give(ports[i], i);
        }
        for (int i = 1; i < ports.length; i++) {
            assertEquals(ports[i], pool.take(REST_NS / 2));
            assertEquals(i, counters.get(Counter.RTP_PORTS_UNRESTED));
        }
        assertEquals(RtpPortPool.NONE, pool.take(REST_NS / 2));
        assertEquals(8, counters.get(Counter.RTP_PORTS_UNRESTED));
    }

    @Test
    void shouldCompareRestAcrossTheWrapOfTime() {
        RtpPortPool two = pool(20_000, 20_003);
        long nowNs = Long.MAX_VALUE - REST_NS - 10;
        int first = two.take(nowNs);
        int second = two.take(nowNs);
        two.give(first, nowNs);
        two.give(second, nowNs + 20);
        assertEquals(first, two.take(nowNs + 30));
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
                    new RtpPortPool(RtpPortSettings.DEFAULTS, new Random(seed * 7_919L), counters);
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

    private RtpPortPool pool(int min, int max) {
        return new RtpPortPool(new RtpPortSettings(min, max, 5_000), new Random(1), counters);
    }
}
