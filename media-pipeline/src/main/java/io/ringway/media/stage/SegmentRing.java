package io.ringway.media.stage;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.shard.Stage;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * From decoding to forwarding: PCM is decoded straight into a slot. While the ring is full decoding
 * goes on, so that the decoder keeps its state, and the next segment that finds a slot tells how
 * many samples are missing.
 */
public final class SegmentRing extends StageRing<SegmentTaker, SegmentRing.Event> {

    /** 200 ms, the longest packet (RFC 3551 §4.2), at 48 kHz, in stereo, of 16 bits. */
    static final int PAYLOAD_BYTES = 200 * 48 * 2 * 2;

    /** Where payloads go that find no slot. */
    private final UnsafeBuffer nowhere = new UnsafeBuffer(ByteBuffer.allocateDirect(PAYLOAD_BYTES));

    public SegmentRing(int slots, CounterBlock counters) {
        super(Event::new, slots, PAYLOAD_BYTES, counters);
    }

    @Override
    public SegmentTaker connect(SegmentTaker next) {
        return new Entrance(next);
    }

    /** What the decoding stage calls. */
    private final class Entrance implements SegmentTaker {

        private final SegmentTaker next;
        private @Nullable Event slot;
        private int lostSegments;
        private long lostSamples;

        Entrance(SegmentTaker next) {
            this.next = next;
        }

        @Override
        public void setFormat(SpeechFormat format) {
            int segments = lostSegments;
            long samples = lostSamples;
            lostSegments = 0;
            lostSamples = 0;
            execute(
                    () -> {
                        next.onLost(segments, samples);
                        next.setFormat(format);
                    });
        }

        @Override
        public void onLost(int segments, long samples) {
            lostSegments += segments;
            lostSamples += samples;
        }

        @Override
        public boolean claim(int maxPayloadBytes) {
            if (maxPayloadBytes > PAYLOAD_BYTES) {
                return false;
            }
            slot = takeSlot();
            return true;
        }

        @Override
        public void lose(int samplesPerChannel) {
            countDrop();
            onLost(1, samplesPerChannel);
        }

        @Override
        public void setClock(long extendedRtpTimestamp, int clockRateHz) {
            execute(() -> next.setClock(extendedRtpTimestamp, clockRateHz));
        }

        @Override
        public MutableDirectBuffer buffer() {
            return slot == null ? nowhere : slot.bytes;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(
                int payloadBytes,
                int samplesPerChannel,
                long extendedRtpTimestamp,
                long arrivalNs,
                int flags) {
            Event event = slot;
            if (event == null) {
                countDrop();
                onLost(1, samplesPerChannel);
                return;
            }
            event.next = next;
            event.length = payloadBytes;
            event.samples = samplesPerChannel;
            event.rtpTimestamp = extendedRtpTimestamp;
            event.arrivalNs = arrivalNs;
            event.flags = flags;
            event.lostSegments = lostSegments;
            event.lostSamples = lostSamples;
            publish();
            lostSegments = 0;
            lostSamples = 0;
        }

        @Override
        public void abort() {
            if (slot != null) {
                slot.setNothing();
                publish();
            }
        }
    }

    static final class Event extends StageEvent {

        private @Nullable SegmentTaker next;
        private int length;
        private int samples;
        private long rtpTimestamp;
        private long arrivalNs;
        private int flags;
        private int lostSegments;
        private long lostSamples;

        @Override
        void deliver(Stage stage) {
            SegmentTaker taker = published(next);
            next = null;
            if (lostSegments > 0) {
                taker.onLost(lostSegments, lostSamples);
            }
            if (taker.claim(length)) {
                taker.buffer().putBytes(taker.offset(), bytes, 0, length);
                taker.commit(length, samples, rtpTimestamp, arrivalNs, flags);
            } else {
                taker.lose(samples);
            }
        }
    }
}
