package io.ringway.media.shard;

import io.ringway.media.counters.Counters;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What the proxies of legs stand on: the commands of one thread run in their order, each once, and
 * see what that thread wrote before.
 */
@JCStressTest
@Outcome(id = "123", expect = Expect.ACCEPTABLE, desc = "In order, all of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Out of order, lost, run twice, or not seen whole.")
@State
public class ShardCommandsStress {

    private final MediaShard shard =
            new MediaShard(0, 2, true, List.of(), Outlet.NONE, new Counters().newBlock("stress"));
    private int first;
    private int second;
    private int third;

    /** Digits of the commands in the order they ran; the shard's. */
    private int ran;

    @Actor
    public void proxy() {
        first = 1;
        shard.execute(() -> ran = 10 * ran + first);
        second = 2;
        shard.execute(() -> ran = 10 * ran + second);
        third = 3;
        shard.execute(() -> ran = 10 * ran + third);
    }

    @Actor
    public void shard() {
        shard.work(0);
        shard.work(1);
    }

    @Arbiter
    public void end(I_Result result) {
        shard.work(2);
        result.r1 = ran;
    }
}
