package io.ringway.media.playout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Seeded fates of packets: when each one arrives, if it does. */
final class Network {

    static final long MS = 1_000_000;
    static final long LOST = Long.MIN_VALUE;

    /** A packet that arrives. */
    record Arrival(int n, long atNs) {}

    private final long[] arrivalNs;

    private Network(long[] arrivalNs) {
        this.arrivalNs = arrivalNs;
    }

    /** Packets of a length, sent on a clock that is faster by so many millionths. */
    static Network of(int packets, double packetMs, double fasterPpm) {
        long[] arrivals = new long[packets];
        for (int n = 0; n < packets; n++) {
            arrivals[n] = (long) (n * packetMs * MS / (1 + fasterPpm / 1e6));
        }
        return new Network(arrivals);
    }

    /** Delays each packet by up to so much, evenly; packets overtake each other only if wanted. */
    Network jitter(double ms, boolean reorder, long seed) {
        Random random = new Random(seed);
        long latest = Long.MIN_VALUE;
        for (int n = 0; n < arrivalNs.length; n++) {
            arrivalNs[n] += (long) (random.nextDouble() * ms * MS);
            latest = Math.max(latest, arrivalNs[n]);
            arrivalNs[n] = reorder ? arrivalNs[n] : latest;
        }
        return this;
    }

    /** Queues that build up and drain: exponentially distributed heights, keeping the order. */
    Network queues(double meanMs, double share, long seed) {
        Random random = new Random(seed);
        double queueMs = 0;
        long latest = Long.MIN_VALUE;
        for (int n = 0; n < arrivalNs.length; n++) {
            queueMs *= 0.8;
            if (random.nextDouble() < share) {
                queueMs += -Math.log(1 - random.nextDouble()) * meanMs;
            }
            arrivalNs[n] += (long) (queueMs * MS);
            latest = Math.max(latest, arrivalNs[n]);
            arrivalNs[n] = latest;
        }
        return this;
    }

    /** Nothing arrives from one time to another; then all does at once. */
    Network stall(double fromMs, double toMs) {
        for (int n = 0; n < arrivalNs.length; n++) {
            if (arrivalNs[n] >= fromMs * MS && arrivalNs[n] < toMs * MS) {
                arrivalNs[n] = (long) (toMs * MS);
            }
        }
        return this;
    }

    Network lose(double share, long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < arrivalNs.length; n++) {
            arrivalNs[n] = random.nextDouble() < share ? LOST : arrivalNs[n];
        }
        return this;
    }

    /** Gilbert-Elliott: bursts of losses, so many packets long in the mean. */
    Network loseBursts(double share, double meanLength, long seed) {
        Random random = new Random(seed);
        boolean bad = false;
        for (int n = 0; n < arrivalNs.length; n++) {
            double change = bad ? 1 / meanLength : share / (1 - share) / meanLength;
            bad = random.nextDouble() < change ? !bad : bad;
            arrivalNs[n] = bad ? LOST : arrivalNs[n];
        }
        return this;
    }

    /** Loses these packets. */
    Network drop(int... packets) {
        Arrays.stream(packets).forEach(n -> arrivalNs[n] = LOST);
        return this;
    }

    Network delay(int n, double ms) {
        arrivalNs[n] += (long) (ms * MS);
        return this;
    }

    List<Arrival> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int n = 0; n < arrivalNs.length; n++) {
            if (arrivalNs[n] != LOST) {
                arrivals.add(new Arrival(n, arrivalNs[n]));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        return arrivals;
    }
}
