package io.ringway.server.impairment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An hour of packets through each kind of network. */
@Timeout(60)
class NetworkPathSimTest {

    private static final int PACKETS = 180_000;
    private static final long FRAME_NS = 20_000_000;
    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 5, 10, 20, 50, 100})
    void shouldLoseThatShareOfPacketsAlone(double percent) {
        long[] delays = delays(new LossModel.Independent(percent), 0, 0);
        assertEquals(percent, 100.0 * lost(delays) / PACKETS, 0.3);
        double alone = 1 / (1 - percent / 100);
        if (percent > 0 && percent < 100) {
            assertEquals(alone, meanBurst(delays), 0.03 * alone);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 2", "10, 3", "10, 8", "20, 4", "50, 1"})
    void shouldLoseThatShareInBurstsOfThatLength(double percent, double burst) {
        long[] delays = delays(new LossModel.GilbertElliott(percent, burst), 0, 0);
        assertEquals(percent, 100.0 * lost(delays) / PACKETS, 0.1 * percent);
        assertEquals(burst, meanBurst(delays), 0.05 * burst);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 30, 100, 500})
    void shouldDelayInOrder(int jitterMs) {
        long[] delays = delays(LossModel.NONE, jitterMs, 0);
        double meanMs = LongStream.of(delays).average().orElseThrow() / 1e6;
        long mostNs = LongStream.of(delays).max().orElseThrow();
        assertTrue(meanMs >= 0.97 * jitterMs && meanMs <= 2 * jitterMs, meanMs + " ms");
        assertTrue(mostNs <= 5_000_000L * jitterMs, mostNs + " ns");
        assertTrue(mostNs >= 4_000_000L * jitterMs, mostNs + " ns");
        assertEquals(0, overtaken(delays));
    }

    /**
     * The waits of packets less than 100 ms apart belong together, those of distant ones do not.
     */
    @Test
    void shouldCorrelateTheDelaysOfNeighbours() {
        long[] delays = delays(LossModel.NONE, 10, 0);
        assertEquals(Math.exp(-0.2), correlation(delays, 1), 0.05);
        assertEquals(Math.exp(-1), correlation(delays, 5), 0.05);
        assertEquals(0, correlation(delays, 50), 0.03);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void shouldReorderThatShare(double percent) {
        long[] delays = delays(LossModel.NONE, 0, percent);
        assertEquals(percent, 100.0 * overtaken(delays) / PACKETS, 0.06 * percent);
        long most = LongStream.of(delays).max().orElseThrow();
        assertEquals(FRAME_NS * 7 / 2, most);
    }

    @Test
    void shouldDoTheSameForTheSameSeedOnly() {
        Impairment network = new Impairment(new LossModel.GilbertElliott(10, 2), 40, 5, 100, SEED);
        assertArrayEquals(delays(network), delays(network));
        assertFalse(Arrays.equals(delays(network), delays(network.withSeed(SEED + 1))));
    }

    /** The figures were worked out apart from this code, in another language. */
    @Test
    void shouldMeanTheSameOnEveryMachine() {
        Impairment network = new Impairment(new LossModel.Independent(20), 40, 10, 0, SEED);
        long[] expected = {
            2_139_048,
            40_008_748,
            251_443,
            507_584,
            84_128,
            14_677_554,
            NetworkPath.LOST,
            21_128_868
        };
        assertArrayEquals(expected, Arrays.copyOf(delays(network), expected.length));
    }

    @Test
    void shouldLoseTheSamePacketsWhateverTheJitter() {
        long[] steady = delays(new LossModel.Independent(5), 0, 0);
        long[] shaky = delays(new LossModel.Independent(5), 60, 10);
        for (int i = 0; i < PACKETS; i++) {
            assertEquals(steady[i] == NetworkPath.LOST, shaky[i] == NetworkPath.LOST);
        }
    }

    private static long[] delays(LossModel loss, int jitterMs, double reorderPercent) {
        return delays(new Impairment(loss, jitterMs, reorderPercent, 0, SEED));
    }

    private static long[] delays(Impairment impairment) {
        NetworkPath path = new NetworkPath(impairment);
        return LongStream.range(0, PACKETS).map(i -> path.next(i * FRAME_NS)).toArray();
    }

    private static long lost(long[] delays) {
        return LongStream.of(delays).filter(delay -> delay == NetworkPath.LOST).count();
    }

    private static double meanBurst(long[] delays) {
        int bursts = 0;
        for (int i = 0; i < PACKETS; i++) {
            boolean begins = i == 0 || delays[i - 1] != NetworkPath.LOST;
            bursts += delays[i] == NetworkPath.LOST && begins ? 1 : 0;
        }
        return (double) lost(delays) / bursts;
    }

    /** Packets that arrive behind a later one. */
    private static long overtaken(long[] delays) {
        long overtaken = 0;
        long earliestNs = Long.MAX_VALUE;
        for (int i = PACKETS - 1; i >= 0; i--) {
            long arrivalNs = i * FRAME_NS + delays[i];
            overtaken += arrivalNs > earliestNs ? 1 : 0;
            earliestNs = Math.min(earliestNs, arrivalNs);
        }
        return overtaken;
    }

    private static double correlation(long[] delays, int lag) {
        double mean = LongStream.of(delays).average().orElseThrow();
        double variance = 0;
        double together = 0;
        for (int i = 0; i + lag < PACKETS; i++) {
            variance += (delays[i] - mean) * (delays[i] - mean);
            together += (delays[i] - mean) * (delays[i + lag] - mean);
        }
        return together / variance;
    }
}
