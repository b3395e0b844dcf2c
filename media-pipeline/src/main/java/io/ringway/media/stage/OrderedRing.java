package io.ringway.media.stage;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.Stage;
import org.jspecify.annotations.Nullable;

/**
 * From ordering to decoding. Gaps and discontinuities travel with the packet behind them, and what
 * is dropped here widens the gap.
 */
public final class OrderedRing extends StageRing<JitterSink, OrderedRing.Event> {

    /**
     * Makes an empty ring.
     *
     * @param payloadBytes longest payload
     */
    public OrderedRing(int slots, int payloadBytes, CounterBlock counters) {
        super(Event::new, slots, payloadBytes, counters);
    }

    @Override
    public JitterSink connect(JitterSink next) {
        return new Entrance(next);
    }

    /** What the ordering stage calls. */
    private final class Entrance implements JitterSink {

        private final JitterSink next;
        private boolean discontinuity;
        private long firstMissing;
        private int missing;

        Entrance(JitterSink next) {
            this.next = next;
        }

        @Override
        public void onPacket(MediaPacket packet) {
            Event event = takeSlot();
            if (event == null) {
                countDrop();
                miss(packet.sequence(), 1);
                return;
            }
            event.next = next;
            event.copy(packet);
            event.discontinuity = discontinuity;
            event.firstMissing = firstMissing;
            event.missing = missing;
            event.late = false;
            publish();
            discontinuity = false;
            missing = 0;
        }

        @Override
        public void onLate(MediaPacket packet) {
            Event event = takeSlot();
            if (event == null) {
                countDrop();
                return;
            }
            event.next = next;
            event.copy(packet);
            event.late = true;
            publish();
        }

        @Override
        public void onGap(long firstMissingSequence, int missingPackets, MediaPacket following) {
            miss(firstMissingSequence, missingPackets);
        }

        /** What was missing before it is beyond filling. */
        @Override
        public void onDiscontinuity() {
            discontinuity = true;
            missing = 0;
        }

        private void miss(long first, int packets) {
            firstMissing = missing == 0 ? first : firstMissing;
            missing += packets;
        }
    }

    static final class Event extends PacketSlot {

        private @Nullable JitterSink next;
        private boolean discontinuity;
        private long firstMissing;
        private int missing;
        private boolean late;

        @Override
        void deliver(Stage stage) {
            JitterSink sink = published(next);
            next = null;
            if (late) {
                sink.onLate(packet);
                return;
            }
            if (discontinuity) {
                sink.onDiscontinuity();
            }
            if (missing > 0) {
                sink.onGap(firstMissing, missing, packet);
            }
            sink.onPacket(packet);
        }
    }
}
