package io.ringway.media.shard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Work that is left while the shard lies down to sleep is seen, or wakes it. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "The sleeper saw the work or was woken.")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "It slept on beside its work.")
@State
public class DoorbellStress {

    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Doorbell doorbell = new Doorbell();

    /** Published as a ring's cursor is: by release, without a fence of its own. */
    private final AtomicBoolean work = new AtomicBoolean();

    private final AtomicBoolean rung = new AtomicBoolean();

    @Actor
    public void producer() {
        work.setRelease(true);
        doorbell.ring();
        rung.setRelease(true);
    }

    @Actor
    public void sleeper(Z_Result result) {
        doorbell.announce();
        boolean seen = work.getAcquire();
        // Whether it was woken can only be told once the producer has done all it does.
        while (!rung.getAcquire()) {
            Thread.onSpinWait();
        }
        long beganNs = System.nanoTime();
        // A wake-up that was not needed is taken, too, so that the next state does not find it.
        doorbell.park(seen ? 1 : PATIENCE_NS);
        result.r1 = seen || System.nanoTime() - beganNs < PATIENCE_NS;
        doorbell.awake();
    }
}
