package io.ringway.media.stage;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.shard.Stage;
import org.agrona.DirectBuffer;
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
        public void onPacket(
                DirectBuffer buffer,
                int payloadOffset,
                int payloadLength,
                long extendedSequence,
                long extendedRtpTimestamp,
                int payloadType,
                boolean marker,
                long arrivalNs,
                long heldNs) {
            Event event = takeSlot();
            if (event == null) {
                countDrop();
                miss(extendedSequence, 1);
                return;
            }
            event.next = next;
            event.bytes.putBytes(0, buffer, payloadOffset, payloadLength);
            event.length = payloadLength;
            event.sequence = extendedSequence;
            event.rtpTimestamp = extendedRtpTimestamp;
            event.payloadType = payloadType;
            event.marker = marker;
            event.arrivalNs = arrivalNs;
            event.heldNs = heldNs;
            event.discontinuity = discontinuity;
            event.firstMissing = firstMissing;
            event.missing = missing;
            publish();
            discontinuity = false;
            missing = 0;
        }

        @Override
        public void onGap(
                long firstMissingSequence,
                int missingPackets,
                DirectBuffer nextBuffer,
                int nextPayloadOffset,
                int nextPayloadLength,
                int nextPayloadType,
                long nextExtendedRtpTimestamp) {
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

    static final class Event extends StageEvent {

        private @Nullable JitterSink next;
        private int length;
        private long sequence;
        private long rtpTimestamp;
        private int payloadType;
        private boolean marker;
        private long arrivalNs;
        private long heldNs;
        private boolean discontinuity;
        private long firstMissing;
        private int missing;

        @Override
        void deliver(Stage stage) {
            JitterSink sink = published(next);
            next = null;
            if (discontinuity) {
                sink.onDiscontinuity();
            }
            if (missing > 0) {
                sink.onGap(firstMissing, missing, bytes, 0, length, payloadType, rtpTimestamp);
            }
            sink.onPacket(
                    bytes,
                    0,
                    length,
                    sequence,
                    rtpTimestamp,
                    payloadType,
                    marker,
                    arrivalNs,
                    heldNs);
        }
    }
}
