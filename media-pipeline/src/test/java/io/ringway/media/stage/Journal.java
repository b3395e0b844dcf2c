package io.ringway.media.stage;

import io.ringway.media.SpeechFormat;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The end of any hop: writes down what it is told. */
final class Journal implements PacketTaker, JitterSink, SegmentTaker {

    final List<String> lines = new ArrayList<>();
    private final PacketSlab slab;
    private final UnsafeBuffer room = new UnsafeBuffer(new byte[SegmentRing.PAYLOAD_BYTES]);

    Journal(PacketSlab slab) {
        this.slab = slab;
    }

    @Override
    public void onPacket(int slot, MediaPacket packet) {
        lines.add(describe(packet));
        slab.give(slot);
    }

    @Override
    public void onPacket(MediaPacket packet) {
        lines.add(describe(packet) + ", held " + packet.heldNs());
    }

    @Override
    public void onGap(long firstMissingSequence, int missing, MediaPacket next) {
        lines.add(
                "gap of %d from %d, then %d at %d"
                        .formatted(missing, firstMissingSequence, tag(next), next.rtpTimestamp()));
    }

    @Override
    public void onLate(MediaPacket packet) {
        lines.add("late " + tag(packet));
    }

    @Override
    public void onDiscontinuity() {
        lines.add("discontinuity");
    }

    @Override
    public void setFormat(SpeechFormat format) {
        lines.add("format " + format.encoding());
    }

    @Override
    public void onLost(int segments, long samples) {
        lines.add("lost %d segments of %d samples".formatted(segments, samples));
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        return true;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return room;
    }

    @Override
    public int offset() {
        return 16;
    }

    @Override
    public void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags) {
        lines.add(
                "segment at %d: %d in %d bytes, %d samples, flags %d, came %d"
                        .formatted(
                                extendedRtpTimestamp,
                                room.getByte(offset()),
                                payloadBytes,
                                samplesPerChannel,
                                flags,
                                arrivalNs));
    }

    @Override
    public void abort() {
        lines.add("abort");
    }

    private static String describe(MediaPacket packet) {
        return "packet %d at %d: %d of %d bytes, type %d, %b, level %d, %b, came %d"
                .formatted(
                        packet.sequence(),
                        packet.rtpTimestamp(),
                        tag(packet),
                        packet.payloadLength(),
                        packet.payloadType(),
                        packet.marker(),
                        packet.audioLevel(),
                        packet.voiceBit(),
                        packet.arrivalNs());
    }

    private static int tag(MediaPacket packet) {
        return packet.buffer().getByte(packet.payloadOffset());
    }
}
