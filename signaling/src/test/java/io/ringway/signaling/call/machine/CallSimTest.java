package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens in whatever order, a call keeps the rules of {@link CallWorld} and comes to an
 * end when it is hung up. What never happens is left out: answers to what was not asked.
 */
@Timeout(60)
final class CallSimTest {

    private static final int CALLS = 20_000;
    private static final int STEPS = 60;

    private int bridges;
    private int transfers;
    private int conferences;

    @Test
    void shouldEndEverythingItBeganWhateverHappens() {
        for (int seed = 1; seed <= CALLS; seed++) {
            run(seed);
        }
        // The walk has to get somewhere: most calls talk, and many are transferred.
        assertTrue(bridges > CALLS / 2, "bridges: " + bridges);
        assertTrue(transfers > CALLS / 20, "transfers: " + transfers);
        assertTrue(conferences > CALLS / 20, "conferences: " + conferences);
    }

    private void run(int seed) {
        CallWalk walk = new CallWalk(new Random(seed));
        try {
            walk.begin();
            for (int i = 0; i < STEPS && !walk.world.ended; i++) {
                walk.step();
            }
            walk.hangUp();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + walk.history, e);
        }
        bridges += walk.world.bridges;
        transfers += walk.world.transfersDone;
        conferences += walk.world.conferences;
    }
}
