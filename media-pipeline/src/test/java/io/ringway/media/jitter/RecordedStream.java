package io.ringway.media.jitter;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

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
        expect(extendedSequence);
        nextSequence = extendedSequence + 1;
        int tag = buffer.getInt(payloadOffset);
        packets.add(new Packet(extendedSequence, extendedRtpTimestamp, tag, heldNs));
        events.add(Integer.toString(tag));
    }

    @Override
    public void onGap(
            long firstMissingSequence,
            int missing,
            DirectBuffer next,
            int nextPayloadOffset,
            int nextPayloadLength,
            int nextPayloadType,
            long nextExtendedRtpTimestamp) {
        expect(firstMissingSequence);
        nextSequence = firstMissingSequence + missing;
        int tag = next.getInt(nextPayloadOffset);
        gaps.add(new Gap(firstMissingSequence, missing, tag, nextExtendedRtpTimestamp));
        events.add("gap " + missing);
    }

    @Override
    public void onDiscontinuity() {
        nextSequence = -1;
        events.add("restart");
    }

    private void expect(long sequence) {
        if (nextSequence >= 0 && sequence != nextSequence) {
            throw new AssertionError("expected sequence " + nextSequence + ", got " + sequence);
        }
    }
}
