package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network in one thread and its own time: delay, jitter (so that packets overtake each other),
 * loss and duplication, all from one seed.
 */
final class SimNetwork {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    private static final int MAX_IDLE_TIMERS = 1_000;

    record Packet(
            long atNs,
            long order,
            byte[] bytes,
            InetSocketAddress source,
            InetSocketAddress destination) {}

    private final Random random;
    private final PriorityQueue<Packet> flying =
            new PriorityQueue<>(
                    Comparator.comparingLong(Packet::atNs).thenComparingLong(Packet::order));
    private final List<SimHost> hosts = new ArrayList<>();
    private final Set<InetSocketAddress> blocked = new HashSet<>();
    private double loss;
    private long delayNs = 20 * MS;
    private long jitterNs = 10 * MS;
    private long order;
    private long nowNs;

    SimNetwork(long seed) {
        random = new Random(seed);
    }

    void add(SimHost host) {
        hosts.add(host);
    }

    long nowNs() {
        return nowNs;
    }

    void impair(double packetLoss, long delay, long jitter) {
        loss = packetLoss;
        delayNs = delay;
        jitterNs = jitter;
    }

    /** From now on nothing reaches or leaves that address. */
    void block(InetSocketAddress address) {
        blocked.add(address);
    }

    void send(byte[] bytes, InetSocketAddress source, InetSocketAddress destination) {
        boolean cut = blocked.contains(source) || blocked.contains(destination);
        if (cut || random.nextDouble() < loss) {
            return;
        }
        launch(bytes, source, destination);
        if (random.nextDouble() < loss / 4) {
            launch(bytes, source, destination);
        }
    }

    private void launch(byte[] bytes, InetSocketAddress source, InetSocketAddress destination) {
        long at = nowNs + delayNs + (long) (random.nextDouble() * jitterNs);
        flying.add(new Packet(at, order++, bytes, source, destination));
    }

    void runFor(long ns) {
        runUntil(nowNs + ns, () -> false);
    }

    /** Runs until the condition holds; fails the test when it does not in time. */
    void runUntilTrue(long timeoutNs, String what, Condition condition) {
        runUntil(nowNs + timeoutNs, condition);
        assertTrue(condition.holds(), "not in " + timeoutNs / MS + " ms: " + what);
    }

    private void runUntil(long endNs, Condition condition) {
        int idle = 0;
        while (!condition.holds()) {
            SimHost timer = earliestTimer();
            Packet packet = flying.peek();
            boolean packetFirst =
                    packet != null && (timer == null || packet.atNs() <= timer.deadlineNs());
            long next =
                    packetFirst && packet != null
                            ? packet.atNs()
                            : timer == null ? endNs : timer.deadlineNs();
            if (next >= endNs) {
                nowNs = endNs;
                return;
            }
            idle = next > nowNs ? 0 : idle + 1;
            assertTrue(idle < MAX_IDLE_TIMERS, "timers spin without time passing");
            nowNs = Math.max(nowNs, next);
            step(packetFirst, timer);
        }
    }

    private void step(boolean packetFirst, @Nullable SimHost timer) {
        if (packetFirst) {
            Packet packet = flying.remove();
            for (SimHost host : hosts) {
                host.receive(packet);
            }
        } else if (timer != null) {
            timer.onTimer();
        }
    }

    private @Nullable SimHost earliestTimer() {
        SimHost earliest = null;
        for (SimHost host : hosts) {
            boolean waits = host.deadlineNs() != IceAgent.NO_DEADLINE;
            if (waits && (earliest == null || host.deadlineNs() < earliest.deadlineNs())) {
                earliest = host;
            }
        }
        return earliest;
    }

    /** Something a test waits for. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }
}
