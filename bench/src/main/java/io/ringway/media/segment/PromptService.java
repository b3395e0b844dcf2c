package io.ringway.media.segment;

/**
 * In the forwarder's place, for benchmarks: takes every batch as soon as it is there and gives it
 * back as sent. Lies in this package because only it sees the forwarder's side of a lane.
 *
 * <p>Thread: the shard's, between two of its cycles.
 */
public final class PromptService {

    private static final int STREAM = 1;

    private final ForwardingLane lane;
    private long batches;

    /** Opens the lane's one stream. */
    public PromptService(ForwardingLane lane) {
        this.lane = lane;
        lane.setDemand(STREAM);
    }

    /** Takes what has been handed over; returns how many bytes of protobuf that was. */
    public long takeAll() {
        long bytes = 0;
        for (StreamItem item = lane.takeForSending(); item != null; item = lane.takeForSending()) {
            if (item instanceof SegmentBatch batch) {
                batch.seal(++batches);
                bytes += batch.lengthBytes();
                batch.markSent();
                lane.giveBack(batch);
            }
        }
        return bytes;
    }
}
