package io.ringway.media.leg;

import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.TelephoneEvents;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.util.concurrent.TimeUnit;

/**
 * The telephone keys a remote party presses, told by packets (RFC 4733): each press once. One whose
 * end is never told is over when nothing was told of it for a while (§2.5.2.2).
 *
 * <p>Thread: the decoding stage's. Allocates nothing.
 */
final class KeyReception extends DeadlineHeap.Entry {

    /** Senders tell of a key every 20 to 50 ms while it is held. */
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Stage stage;
    private final TelephoneEvents events;

    KeyReception(Stage stage, TelephoneEvents.Listener listener) {
        this.stage = stage;
        this.events = new TelephoneEvents(listener);
    }

    /** Takes a packet of named events. */
    void onPacket(MediaPacket packet, int clockRateHz) {
        events.onPacket(
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                packet.rtpTimestamp(),
                clockRateHz);
        if (events.holding()) {
            stage.deadlines().schedule(this, stage.nowNs() + SILENCE_NS);
        } else {
            stage.deadlines().remove(this);
        }
    }

    /** The stream ends, and whatever is held with it. */
    void close() {
        stage.deadlines().remove(this);
        events.finish();
    }

    @Override
    protected void onDeadline(long nowNs) {
        events.finish();
    }
}
