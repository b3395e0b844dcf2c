package io.ringway.media.leg;

import io.ringway.media.KeyOrigin;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.TelephoneEvents;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import io.ringway.media.tone.KeyDetector;
import io.ringway.media.tone.KeyPresses;
import java.util.concurrent.TimeUnit;

/**
 * The telephone keys a remote party presses, told by packets (RFC 4733), in the sound, or both:
 * each press once. One whose end is never told is over when nothing was told of it for a while
 * (§2.5.2.2).
 *
 * <p>Thread: the decoding stage's. Allocates nothing.
 */
final class KeyReception extends DeadlineHeap.Entry implements KeyDetector.Listener {

    /** Senders tell of a key every 20 to 50 ms while it is held; networks stall for longer. */
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Stage stage;
    private final KeyListener listener;
    private final TelephoneEvents events = new TelephoneEvents(this::onEvent);
    private final KeyPresses presses = new KeyPresses();

    KeyReception(Stage stage, KeyListener listener) {
        this.stage = stage;
        this.listener = listener;
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

    @Override
    public void onKeyDown(char key) {
        // A press is told when it is known how long it was.
    }

    /** What events tell of at this moment they will tell to the end. */
    @Override
    public void onKeyUp(char key, int durationMs) {
        boolean toldByEvents = events.holding() && events.key() == key;
        if (!toldByEvents) {
            tell(key, durationMs, KeyOrigin.IN_BAND);
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

    private void onEvent(char key, int durationMs) {
        tell(key, durationMs, KeyOrigin.RTP_EVENT);
    }

    private void tell(char key, int durationMs, KeyOrigin origin) {
        if (presses.isNew(key, durationMs, origin, stage.nowNs())) {
            listener.onPress(key, durationMs, origin);
        }
    }
}
