package io.ringway.media.jitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PJSIP's jitter buffer has to stand, with the limits it is held to there: how many packets
 * may be let go at once, thrown away, and lost.
 *
 * <p>A scenario is a line of events: {@code p} a packet comes, {@code .} 20 ms pass, {@code l} a
 * packet is lost, {@code d} the last packet comes again, {@code o} the oldest lost packet comes
 * after all, {@code r} the sender's numbers begin anew. There is no playout clock here, so what
 * PJSIP throws away to shorten its delay has to be 0.
 */
class JitterBufferPjsipCasesTest {

    private static final long TICK_NS = 20 * JitterFeed.MS;

    /**
     * @param burst most packets let go at once
     * @param discard most packets thrown away
     * @param lost most packets told as lost
     */
    record Case(String name, String events, int burst, int discard, int lost) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> cases() {
        String steady = "p.".repeat(30);
        return Stream.of(
                new Case("ideal", steady.repeat(2), 1, 0, 0),
                new Case("silence of the sender", steady + ".".repeat(20) + steady, 1, 0, 0),
                new Case("three at a time", "ppp...".repeat(26), 3, 0, 0),
                new Case("random bursts", bursts(2_000, 0, 41), 4, 0, 0),
                new Case("random bursts, sender faster", bursts(2_000, 33, 42), 4, 0, 0),
                new Case("random bursts, sender slower", bursts(2_000, -33, 43), 4, 0, 0),
                new Case(
                        "losses",
                        steady
                                + "l.p.p.l.p.p.p.l.p.p."
                                + steady
                                + "plp...ppp...".repeat(4)
                                + steady,
                        4,
                        0,
                        7),
                new Case("numbers begin anew", "p.".repeat(120) + "r" + "p.".repeat(50), 2, 0, 0),
                new Case("everything twice", "pd.".repeat(40), 1, 40, 0),
                new Case("late ones", steady + steady + "l.l.p.l.l.p." + "oooo" + steady, 3, 4, 4),
                new Case("a burst first", "p".repeat(50) + steady.repeat(5), 1, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldKeepTheLimits(Case wanted) {
        Run run = new Run();
        wanted.events().chars().forEach(event -> run.on((char) event));
        run.finish();
        assertTrue(run.burst <= wanted.burst(), "let go at once: " + run.burst);
        assertTrue(run.discarded <= wanted.discard(), "thrown away: " + run.discarded);
        long lost = run.feed.out.gaps.stream().mapToLong(RecordedStream.Gap::missing).sum();
        assertTrue(lost <= wanted.lost(), "lost: " + lost);
        assertEquals(run.arrived - run.discarded, run.feed.out.packets.size());
    }

    /** Bursts of up to four packets that come as often as time passes, but for the drift. */
    private static String bursts(int ticks, int perThousand, long seed) {
        Random random = new Random(seed);
        StringBuilder events = new StringBuilder();
        int owed = 0;
        for (int tick = 0; tick < ticks; tick++) {
            owed += 1_000 + perThousand;
            if (owed >= 4_000 || random.nextInt(3) == 0) {
                events.repeat("p", owed / 1_000);
                owed %= 1_000;
            }
            events.append('.');
        }
        return events.toString();
    }

    private static final class Run {

        private final JitterFeed feed = new JitterFeed();
        private int next;
        private int oldestLost = -1;
        private long timestampStep;
        private int sequenceStep;
        private long nowNs;
        private int burst;
        private int discarded;
        private int arrived;

        void on(char event) {
            switch (event) {
                case 'p' -> insert(next++);
                case 'd' -> insert(next - 1);
                case 'o' -> insert(oldestLost++);
                case 'l' -> {
                    oldestLost = oldestLost < 0 ? next : oldestLost;
                    next++;
                }
                case 'r' -> {
                    sequenceStep = 40_000;
                    timestampStep = 1_000_000_007;
                }
                case '.' -> {
                    nowNs += TICK_NS;
                    count(() -> feed.advance(nowNs));
                }
                default -> throw new IllegalArgumentException("no event: " + event);
            }
        }

        void finish() {
            nowNs += 10 * TICK_NS;
            feed.advance(nowNs);
            feed.buffer.flush(nowNs);
            assertEquals(0, feed.slab.used());
        }

        private void insert(int n) {
            arrived++;
            int sequence = 1_000 + n + sequenceStep;
            long timestamp = 5_000 + (long) n * JitterFeed.TICKS + timestampStep;
            count(() -> discarded += feed.insert(n, sequence, timestamp, nowNs) < 0 ? 1 : 0);
        }

        private void count(Runnable step) {
            int before = feed.out.packets.size();
            step.run();
            burst = Math.max(burst, feed.out.packets.size() - before);
        }
    }
}
