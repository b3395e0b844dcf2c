package io.ringway.bench.sound;

import io.ringway.media.codec.AudioDecoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A decoder that notes which packet of a trace leaves its buffer when. Buffers decode in the order
 * of sequence, so that a packet is the first one behind the last with the same bytes.
 */
final class WatchedDecoder implements AudioDecoder {

    private final AudioDecoder decoder;
    private final List<TracedPacket> inOrder;
    private final DelayMeter delay = new DelayMeter();
    private int next;
    private long nowNs;

    /**
     * @param decoder owned
     * @param inOrder the trace's packets in order of sequence
     */
    WatchedDecoder(AudioDecoder decoder, List<TracedPacket> inOrder) {
        this.decoder = decoder;
        this.inOrder = inOrder;
    }

    /** What is decoded from now on is decoded then. */
    void at(long newNowNs) {
        nowNs = newNowNs;
    }

    /** From packets' arrivals to their decoding. */
    DelayMeter delay() {
        return delay;
    }

    /** Whether the trace's last packet has been decoded. */
    boolean wasLast() {
        return next == inOrder.size();
    }

    @Override
    public int rateHz() {
        return decoder.rateHz();
    }

    @Override
    public int channels() {
        return decoder.channels();
    }

    @Override
    public int clockRateHz() {
        return decoder.clockRateHz();
    }

    @Override
    public int durationTicks(DirectBuffer packet, int offset, int length) {
        return decoder.durationTicks(packet, offset, length);
    }

    @Override
    public int redundantTicks(DirectBuffer packet, int offset, int length) {
        return decoder.redundantTicks(packet, offset, length);
    }

    @Override
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        byte[] bytes = new byte[length];
        packet.getBytes(offset, bytes);
        int samples =
                decoder.decode(packet, offset, length, pcmOut, outOffset, maxSamplesPerChannel);
        note(bytes, samples);
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
        return decoder.restore(packet, offset, length, pcmOut, outOffset, samplesPerChannel);
    }

    @Override
    public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        return decoder.conceal(samplesPerChannel, pcmOut, outOffset);
    }

    @Override
    public void reset() {
        decoder.reset();
    }

    @Override
    public void close() {
        decoder.close();
    }

    private void note(byte[] bytes, int samples) {
        while (!Arrays.equals(inOrder.get(next).opus(), bytes)) {
            next++;
        }
        delay.add(nowNs - inOrder.get(next++).arrivalNs(), samples);
    }
}
