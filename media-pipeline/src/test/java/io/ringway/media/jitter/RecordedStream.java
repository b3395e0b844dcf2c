package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a jitter buffer hands on, and checks that it does so in order. */
final class RecordedStream implements JitterSink {

    /** One released packet; {@code tag} is the number its payload carries. */
    record Packet(long sequence, long timestamp, int tag, long heldNs) {}

    /** One declared gap. */
    record Gap(long first, int missing, int nextTag, long nextTimestamp) {}

    final List<Packet> packets = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();

    /** Everything in order, as text: numbers, "gap n", "restart". */
    final List<String> events = new ArrayList<>();

    private long nextSequence = -1;

    @Override
    public void onPacket(MediaPacket packet) {
        expect(packet.sequence());
        nextSequence = packet.sequence() + 1;
        int tag = tag(packet);
        packets.add(new Packet(packet.sequence(), packet.rtpTimestamp(), tag, packet.heldNs()));
        events.add(Integer.toString(tag));
    }

    @Override
    public void onGap(long firstMissingSequence, int missing, MediaPacket next) {
        expect(firstMissingSequence);
        nextSequence = firstMissingSequence + missing;
        gaps.add(new Gap(firstMissingSequence, missing, tag(next), next.rtpTimestamp()));
        events.add("gap " + missing);
    }

    @Override
    public void onLate(MediaPacket packet) {
        events.add("late " + tag(packet));
    }

    @Override
    public void onDiscontinuity() {
        nextSequence = -1;
        events.add("restart");
    }

    private static int tag(MediaPacket packet) {
        return packet.buffer().getInt(packet.payloadOffset());
    }

    private void expect(long sequence) {
        if (nextSequence >= 0 && sequence != nextSequence) {
            throw new AssertionError("expected sequence " + nextSequence + ", got " + sequence);
        }
    }
}
