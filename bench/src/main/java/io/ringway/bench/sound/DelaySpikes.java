package io.ringway.bench.sound;

import java.util.Random;

/**
 * A link that stops now and then: what is sent meanwhile arrives all at once when it goes on, as
 * when a radio changes cells. Every four seconds or so, for 200 to 400 ms.
 */
final class DelaySpikes {

    private static final double MEAN_PAUSE_NS = 4e9;
    private static final double SHORTEST_NS = 200e6;
    private static final double SPREAD_NS = 200e6;

    private final Random random;
    private long beginsNs;
    private long endsNs;

    DelaySpikes(long seed) {
        this.random = new Random(seed);
        plan();
    }

    /** When a packet gets on that reaches the link at that time; times never go back. */
    long leaves(long reachesNs) {
        while (reachesNs >= endsNs) {
            plan();
        }
        return reachesNs >= beginsNs ? endsNs : reachesNs;
    }

    private void plan() {
        double pauseNs = MEAN_PAUSE_NS * (0.5 + random.nextDouble());
        beginsNs = endsNs + Math.round(pauseNs);
        endsNs = beginsNs + Math.round(SHORTEST_NS + SPREAD_NS * random.nextDouble());
    }
}
