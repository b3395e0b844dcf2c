package io.ringway.media.leg;

import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PayloadLookup;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import io.ringway.media.stage.PacketTaker;

/**
 * The jitter buffer of one stream and the deadline of its gaps.
 *
 * <p>Thread: the ordering stage's.
 */
final class StreamOrder extends DeadlineHeap.Entry implements PacketTaker {

    private final Stage stage;
    private final JitterBuffer jitter;

    StreamOrder(StreamServices services, JitterSink next, int clockRateHz, PayloadLookup payloads) {
        this.stage = services.stages().ordering();
        this.jitter =
                new JitterBuffer(
                        services.slab(), next, services.jitterSettings(), clockRateHz, payloads);
    }

    @Override
    public void onPacket(int slot, MediaPacket packet) {
        count(jitter.insert(slot, packet));
        stage.deadlines().schedule(this, jitter.nextDeadlineNs());
    }

    @Override
    protected void onDeadline(long nowNs) {
        jitter.onTimer(nowNs);
        stage.deadlines().schedule(this, jitter.nextDeadlineNs());
    }

    /** Hands on what is still held, and goes on with another source. */
    void changeSource(int clockRateHz) {
        stage.deadlines().remove(this);
        count(jitter.changeSource(clockRateHz, stage.nowNs()));
    }

    double addedDelayMs() {
        return jitter.addedDelay().meanMs(stage.nowNs());
    }

    /** Hands on what is still held. */
    void close() {
        stage.deadlines().remove(this);
        count(jitter.flush(stage.nowNs()));
    }

    private void count(int outcome) {
        if (outcome < 0) {
            stage.counters().increment(Counter.ofCode(outcome));
        }
    }
}
