package io.ringway.media.playout;

import io.ringway.media.codec.AudioDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A codec both sides of which know the sound by heart: a packet says which stretch of it to recite,
 * so that hours cost little and every sample's origin is known. It cannot conceal.
 */
final class RecitingDecoder implements AudioDecoder {

    static final int PACKET_BYTES = 12;

    private final short[] sound;
    private final int rateHz;
    private final int channels;
    private final int clockRateHz;
    boolean closed;
    int resets;

    /**
     * @param sound interleaved; recited over and over
     */
    RecitingDecoder(short[] sound, int rateHz, int channels, int clockRateHz) {
        this.sound = sound;
        this.rateHz = rateHz;
        this.channels = channels;
        this.clockRateHz = clockRateHz;
    }

    /** Writes the packet for so many samples from a position on. */
    static void write(UnsafeBuffer to, int offset, long position, int samples) {
        to.putLong(offset, position);
        to.putInt(offset + 8, samples);
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int clockRateHz() {
        return clockRateHz;
    }

    @Override
    public int durationTicks(DirectBuffer packet, int offset, int length) {
        if (length != PACKET_BYTES) {
            return FAILED;
        }
        int samples = packet.getInt(offset + 8);
        boolean sane = samples > 0 && samples <= rateHz / 1_000 * 120;
        return sane ? (int) ((long) samples * clockRateHz / rateHz) : FAILED;
    }

    @Override
    public int redundantTicks(DirectBuffer packet, int offset, int length) {
        return 0;
    }

    @Override
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        long position = packet.getLong(offset);
        int samples = packet.getInt(offset + 8);
        if (samples > maxSamplesPerChannel) {
            return FAILED;
        }
        int at = (int) (position * channels % sound.length);
        for (int i = 0; i < samples * channels; i++) {
            pcmOut.putShort(outOffset + 2 * i, sound[at], ByteOrder.LITTLE_ENDIAN);
            at = at + 1 == sound.length ? 0 : at + 1;
        }
        return samples;
    }

    @Override
    public int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samplesPerChannel) {
        return FAILED;
    }

    @Override
    public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        return FAILED;
    }

    @Override
    public void reset() {
        resets++;
    }

    @Override
    public void close() {
        closed = true;
    }
}
