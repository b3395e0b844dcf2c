package io.ringway.media.recording;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Packets on their way from shards to one recorder thread: a ring of bytes, lock-free and bounded.
 *
 * <p>Thread: {@link #offer} and {@link #finish} any, {@link #drain} the recorder's.
 */
final class RecorderQueue {

    private static final int PACKET = 1;
    private static final int ID = 0;
    private static final int TIMESTAMP = 8;
    private static final int SAMPLES = 16;
    private static final int PAYLOAD = 20;

    private final ManyToOneRingBuffer ring;
    private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();

    /** A recording to be ended once everything up to a position of the ring was read. */
    private record Ending(Recording recording, long position) {}

    /** Takes a packet; its bytes are valid during the call only. */
    @FunctionalInterface
    interface PacketHandler {

        void onPacket(
                long recordingId,
                DirectBuffer buffer,
                int offset,
                int length,
                long rtpTimestamp,
                int samples48k);
    }

    RecorderQueue(int capacityBytes) {
        int bytes = capacityBytes + RingBufferDescriptor.TRAILER_LENGTH;
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(bytes)));
    }

    /** Copies a packet in; false when there is no room. */
    boolean offer(
            long recordingId,
            DirectBuffer packet,
            int offset,
            int length,
            long rtpTimestamp,
            int samples48k) {
        int index = ring.tryClaim(PACKET, PAYLOAD + length);
        if (index < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index + ID, recordingId);
        buffer.putLong(index + TIMESTAMP, rtpTimestamp);
        buffer.putInt(index + SAMPLES, samples48k);
        buffer.putBytes(index + PAYLOAD, packet, offset, length);
        ring.commit(index);
        return true;
    }

    /** Asks for a recording to be ended after the packets it has offered so far. */
    void finish(Recording recording) {
        endings.add(new Ending(recording, ring.producerPosition()));
    }

    /** Adapts a packet handler once, so that draining allocates nothing. */
    static MessageHandler reading(PacketHandler handler) {
        return (int type, MutableDirectBuffer buffer, int index, int length) ->
                handler.onPacket(
                        buffer.getLong(index + ID),
                        buffer,
                        index + PAYLOAD,
                        length - PAYLOAD,
                        buffer.getLong(index + TIMESTAMP),
                        buffer.getInt(index + SAMPLES));
    }

    /** Reads what is there, up to {@code limit} packets. */
    int drain(MessageHandler handler, int limit) {
        return ring.read(handler, limit);
    }

    /** Hands over the recordings whose last packet has been read. */
    void drainEndings(Consumer<Recording> handler) {
        Ending ending = endings.peek();
        while (ending != null && ring.consumerPosition() - ending.position() >= 0) {
            endings.remove();
            handler.accept(ending.recording());
            ending = endings.peek();
        }
    }
}
