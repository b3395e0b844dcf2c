package io.ringway.media.bridge;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Packets on their way from one thread to another: a ring of bytes for one producer and one
 * consumer, lock-free and bounded. What finds no room is dropped and counted.
 *
 * <p>Thread: {@link #onPacket} the producer's; what is there is delivered on the consumer's, which
 * is called for at most once at a time. Allocates nothing.
 */
public final class BridgeRing implements VoiceSink {

    /** 150 packets of G.711, some 3 s; a packet is never longer than an eighth of it. */
    public static final int DEFAULT_BYTES = 1 << 15;

    private static final int PACKET = 1;
    private static final int ARRIVAL = 0;
    private static final int TIMESTAMP = 8;
    private static final int SSRC = 16;
    private static final int SEQUENCE = 20;
    private static final int PAYLOAD_TYPE = 22;
    private static final int CODEC = 23;
    private static final int FLAGS = 24;
    private static final int PAYLOAD = 28;
    private static final byte MARKER = 1;
    private static final byte RESTORED = 2;
    private static final Codec[] CODECS = Codec.values();

    private final OneToOneRingBuffer ring;
    private final VoiceSink consumer;
    private final Predicate<Runnable> consumerThread;
    private final Runnable delivery = this::poll;
    private final MessageHandler reading = this::read;
    private final CounterBlock counters;
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final MediaPacket packet = new MediaPacket();

    /**
     * Makes an empty ring.
     *
     * @param bytes its size, a power of two
     * @param consumer called on the consumer's thread
     * @param consumerThread has a command run there, or returns false when it cannot; the next
     *     packet tries again
     * @param counters the producer's
     */
    public BridgeRing(
            int bytes,
            VoiceSink consumer,
            Predicate<Runnable> consumerThread,
            CounterBlock counters) {
        int size = bytes + RingBufferDescriptor.TRAILER_LENGTH;
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(size)));
        this.consumer = consumer;
        this.consumerThread = consumerThread;
        this.counters = counters;
    }

    @Override
    public void onPacket(int ssrc, Codec codec, MediaPacket sent) {
        int length = PAYLOAD + sent.payloadLength();
        int index = length > ring.maxMsgLength() ? -1 : ring.tryClaim(PACKET, length);
        if (index < 0) {
            dropped.lazySet(dropped.getPlain() + 1);
            counters.increment(Counter.DROP_BRIDGE_RING);
        } else {
            write(index, ssrc, codec, sent);
            ring.commit(index);
        }
        // Either the consumer sees the packet, or this thread that the consumer is done.
        VarHandle.fullFence();
        if (!called.get() && !called.getAndSet(true) && !consumerThread.test(delivery)) {
            called.set(false);
        }
    }

    /** Packets that found no room. Thread: any. */
    public long dropped() {
        return dropped.get();
    }

    private void write(int index, int ssrc, Codec codec, MediaPacket sent) {
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index + ARRIVAL, sent.arrivalNs());
        buffer.putLong(index + TIMESTAMP, sent.rtpTimestamp());
        buffer.putInt(index + SSRC, ssrc);
        buffer.putShort(index + SEQUENCE, (short) sent.sequence());
        buffer.putByte(index + PAYLOAD_TYPE, (byte) sent.payloadType());
        buffer.putByte(index + CODEC, (byte) codec.ordinal());
        int flags = (sent.marker() ? MARKER : 0) | (sent.restored() ? RESTORED : 0);
        buffer.putByte(index + FLAGS, (byte) flags);
        buffer.putBytes(index + PAYLOAD, sent.buffer(), sent.payloadOffset(), sent.payloadLength());
    }

    /** Delivers what is there; whoever is called does, what is written later calls anew. */
    public void poll() {
        called.set(false);
        VarHandle.fullFence();
        long before;
        do {
            // One call reads to the end of the buffer at most, maybe nothing but what pads it.
            before = ring.consumerPosition();
            ring.read(reading);
        } while (ring.consumerPosition() != before);
    }

    private void read(int type, MutableDirectBuffer buffer, int index, int length) {
        int flags = buffer.getByte(index + FLAGS);
        packet.payload(buffer, index + PAYLOAD, length - PAYLOAD)
                .position(
                        buffer.getShort(index + SEQUENCE) & 0xFFFF,
                        buffer.getLong(index + TIMESTAMP))
                .type(buffer.getByte(index + PAYLOAD_TYPE), (flags & MARKER) != 0)
                .level(MediaPacket.LEVEL_UNKNOWN, false)
                .times(buffer.getLong(index + ARRIVAL), 0)
                .restored((flags & RESTORED) != 0);
        Codec codec = CODECS[buffer.getByte(index + CODEC)];
        consumer.onPacket(buffer.getInt(index + SSRC), codec, packet);
    }
}
