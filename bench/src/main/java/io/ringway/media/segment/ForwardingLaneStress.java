package io.ringway.media.segment;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * A shard that sees a new stream's demand also sees every batch the old stream left unsent: else
 * what the new stream hears could lack a gap that it was never told of.
 */
@JCStressTest
@Outcome(id = "1, false", expect = Expect.ACCEPTABLE, desc = "Still the old stream.")
@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "It came back just now.")
@Outcome(id = "0, (true|false)", expect = Expect.ACCEPTABLE, desc = "Between the streams.")
@Outcome(id = "2, true", expect = Expect.ACCEPTABLE, desc = "The new stream, accounts settled.")
@Outcome(id = "2, false", expect = Expect.FORBIDDEN, desc = "The new stream, a batch missing.")
@State
public class ForwardingLaneStress {

    private final ForwardingLane lane = new ForwardingLane(BatchSettings.DEFAULTS);
    private final SegmentBatch batch = new SegmentBatch(256, 1);

    /** The old stream is open and has the batch. */
    public ForwardingLaneStress() {
        lane.setDemand(1);
    }

    @Actor
    public void forwarder() {
        lane.setDemand(ForwardingLane.CLOSED);
        lane.giveBack(batch);
        lane.setDemand(2);
    }

    @Actor
    public void shard(IZ_Result result) {
        result.r1 = lane.demand();
        result.r2 = lane.takeUsed() == batch;
    }
}
