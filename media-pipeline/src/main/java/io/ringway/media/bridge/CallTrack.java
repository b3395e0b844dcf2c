package io.ringway.media.bridge;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.PacketDuration;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One party's side of a call's recording: packets are kept until the timeline has come to them, so
 * that they are decoded in order, and written at their place; where there are none is silence.
 *
 * <p>Thread: the recorder's. Allocates nothing while the codec stays.
 */
final class CallTrack implements VoiceSink, AutoCloseable {

    /** 64 packets of 5 ms are the 300 ms they wait; of 20 ms a second. */
    private static final int SLOTS = 64;

    private static final int SLOT_BYTES = 1_536;

    /** More than the longest packet and a frame, a power of two. */
    private static final int RING = 1 << 14;

    private static final int LONGEST_48K = 48 * 200;

    private final AudioCodecs codecs;
    private final CounterBlock counters;
    private final TrackClock clock;
    private final UnsafeBuffer packets =
            new UnsafeBuffer(ByteBuffer.allocateDirect(SLOTS * SLOT_BYTES));
    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * LONGEST_48K));
    private final long[] places48k = new long[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final Codec[] kinds = new Codec[SLOTS];
    private final short[] ring = new short[RING];
    private @Nullable AudioDecoder decoder;
    private @Nullable Codec codec;
    private long rendered48k;
    private long decoded48k;

    /**
     * @param startNs when the timeline begins
     * @param counters of the recorder's thread
     */
    CallTrack(AudioCodecs codecs, long startNs, CounterBlock counters) {
        this.codecs = codecs;
        this.clock = new TrackClock(startNs);
        this.counters = counters;
    }

    @Override
    public void onPacket(int ssrc, Codec packetCodec, MediaPacket packet) {
        if (!packetCodec.isSpeech() || packet.payloadLength() > SLOT_BYTES) {
            return;
        }
        int clockHz = PacketDuration.clockHz(packetCodec);
        long place48k = clock.place(ssrc, clockHz, packet.rtpTimestamp(), packet.arrivalNs());
        move(clock.anchor48k(), clock.moved48k());
        int slot = place48k < rendered48k ? -1 : slotFor(place48k);
        if (slot < 0) {
            // A copy of what is there already is not missed.
            if (!packet.restored()) {
                counters.increment(Counter.DROP_RECORDING_LATE);
            }
            return;
        }
        places48k[slot] = place48k;
        lengths[slot] = packet.payloadLength();
        kinds[slot] = packetCodec;
        packets.putBytes(
                slot * SLOT_BYTES, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /**
     * Writes the next stretch of the timeline.
     *
     * @param out interleaved, two channels
     * @param channel 0 or 1
     */
    void render(short[] out, int channel, int samples) {
        long end48k = rendered48k + samples;
        for (int next = first(end48k); next >= 0; next = first(end48k)) {
            decode(next);
        }
        for (int i = 0; i < samples; i++) {
            int at = (int) (rendered48k + i) & (RING - 1);
            out[2 * i + channel] = ring[at];
            ring[at] = 0;
        }
        rendered48k = end48k;
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }

    /** Moves what waits, from one place on. */
    private void move(long from48k, long by48k) {
        for (int slot = 0; by48k != 0 && slot < SLOTS; slot++) {
            if (lengths[slot] > 0 && places48k[slot] >= from48k) {
                places48k[slot] += by48k;
            }
        }
    }

    /** A free slot; −1 when there is none, or when a packet of that time waits already. */
    private int slotFor(long place48k) {
        int free = -1;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (lengths[slot] == 0) {
                free = slot;
            } else if (Math.abs(places48k[slot] - place48k) < 48) {
                return -1;
            }
        }
        return free;
    }

    /** The earliest packet that begins before a time; −1 when there is none. */
    private int first(long before48k) {
        int earliest = -1;
        for (int slot = 0; slot < SLOTS; slot++) {
            boolean due = lengths[slot] > 0 && places48k[slot] < before48k;
            if (due && (earliest < 0 || places48k[slot] < places48k[earliest])) {
                earliest = slot;
            }
        }
        return earliest;
    }

    private void decode(int slot) {
        int length = lengths[slot];
        lengths[slot] = 0;
        AudioDecoder current = decoderOf(kinds[slot]);
        int samples = current.decode(packets, slot * SLOT_BYTES, length, pcm, 0, LONGEST_48K);
        if (samples < 0) {
            counters.increment(Counter.ofCode(samples));
            return;
        }
        long place48k = places48k[slot];
        long from48k = Math.max(place48k, rendered48k);
        // A sample that drift left open is filled with the one before it.
        if (place48k == decoded48k + 1 && decoded48k >= rendered48k) {
            ring[(int) decoded48k & (RING - 1)] = ring[(int) (decoded48k - 1) & (RING - 1)];
        }
        for (long at = from48k; at < place48k + samples; at++) {
            int index = (int) (at - place48k);
            ring[(int) at & (RING - 1)] = pcm.getShort(2 * index, ByteOrder.LITTLE_ENDIAN);
        }
        decoded48k = place48k + samples;
    }

    private AudioDecoder decoderOf(Codec wanted) {
        AudioDecoder current = decoder;
        if (current == null || wanted != codec) {
            close();
            current = codecs.decoder(wanted, TrackClock.RATE_HZ, 1);
            decoder = current;
            codec = wanted;
        }
        return current;
    }
}
