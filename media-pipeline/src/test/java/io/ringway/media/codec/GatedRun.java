package io.ringway.media.codec;

import io.ringway.media.PayloadFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.proto.SegmentFlag;

/**
 * A stream decoded behind a voice gate, packet by packet, as it stands in the jitter buffer's
 * order.
 */
final class GatedRun implements AutoCloseable {

    private static final int PAYLOAD_TYPE = 111;
    private static final int START = 960_000;

    final CounterBlock counters = new Counters().newBlock("test");
    final SegmentRecorder out;
    final SpeechTimeline timeline;
    private final MediaPacket packet = new MediaPacket();
    private long sequence;
    private long timestamp = START;
    private long nowNs;

    GatedRun(OpusDecoder decoder, boolean gated) {
        this.out = new SegmentRecorder(decoder.rateHz());
        this.timeline =
                new SpeechTimeline(
                        SpeechDecoders.of(decoder),
                        out,
                        TimelineSettings.DEFAULTS,
                        gated,
                        counters);
        timeline.acceptPayloadType(PAYLOAD_TYPE, PayloadFormat.Codec.OPUS);
    }

    /** Hands on a packet with what its sender says of its level. */
    void send(byte[] payload, int samples48k, int levelDbov) {
        int level = levelDbov == LeveledStream.UNKNOWN ? MediaPacket.LEVEL_UNKNOWN : -levelDbov;
        timeline.onPacket(
                packet.payload(TestSound.offHeap(payload), 0, payload.length)
                        .position(sequence++, timestamp)
                        .type(PAYLOAD_TYPE, false)
                        .level(level, false)
                        .times(nowNs, 0));
        pass(samples48k);
    }

    /** A packet is missing; the next one comes after its time. */
    void lose(int samples48k) {
        timeline.onGap(sequence++, 1, packet);
        pass(samples48k);
    }

    /** The sender sends nothing, and the sequence goes on where it stopped. */
    void pause(int samples48k) {
        pass(samples48k);
    }

    GatedRun sendAll(LeveledStream stream, boolean withLevels) {
        for (int i = 0; i < stream.size(); i++) {
            int level = withLevels ? stream.levels()[i] : LeveledStream.UNKNOWN;
            send(stream.packet(i), stream.samples48k(i), level);
        }
        return this;
    }

    /** RTP time passed since the start, in samples of the output. */
    long samplesSent() {
        return (timestamp - START) * timeline.rateHz() / 48_000;
    }

    double gatedShare() {
        long gated = counters.get(Counter.FRAMES_GATED);
        return (double) gated / (gated + counters.get(Counter.FRAMES_DECODED));
    }

    /** Which samples were held back. */
    boolean[] gatedSamples() {
        boolean[] gated = new boolean[(int) out.totalSamples()];
        int at = 0;
        for (SegmentRecorder.Segment segment : out.segments) {
            for (int i = 0; i < segment.samples(); i++) {
                gated[at++] = segment.has(SegmentFlag.GATED);
            }
        }
        return gated;
    }

    private void pass(int samples48k) {
        timestamp += samples48k;
        nowNs += samples48k * 1_000_000L / 48;
    }

    @Override
    public void close() {
        timeline.close();
    }
}
