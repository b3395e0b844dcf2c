package io.ringway.media.recording;

import io.ringway.media.codec.OpusPacket;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opus packets whose frames are all empty: they ask a decoder to conceal a gap of exactly their
 * length (RFC 7845 §4.1).
 *
 * <p>A gap keeps the last packet's mode, bandwidth, channels and frame size for as long as
 * possible, goes on with shorter frames of that mode, and ends with CELT frames of the same
 * bandwidth for what only those can fill. Thread: its recording's.
 */
final class ConcealmentRequest {

    /** Gaps that are no multiple of this cannot be expressed: 2.5 ms. */
    static final int GRAIN_48K = 120;

    private static final int MAX_FRAMES = 48;

    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[2]);

    /** Where the packets go. */
    @FunctionalInterface
    interface Sink {

        void packet(DirectBuffer packet, int offset, int length, int samples48k) throws IOException;
    }

    /**
     * Fills a gap.
     *
     * @param toc first byte of the packet before it
     * @param gap48k its length; what is over after a multiple of {@link #GRAIN_48K} stays unfilled
     */
    void fill(byte toc, long gap48k, Sink sink) throws IOException {
        long left = gap48k;
        int config = (toc & 0xFF) >> 3;
        for (int c = config; c >= shortestOf(config); c--) {
            left = fillWith(c, toc, left, sink);
        }
        int celt = celtOf(config);
        for (int c = celt + 3; c >= celt; c--) {
            left = fillWith(c, toc, left, sink);
        }
    }

    /** The configuration with the shortest frames of the same mode and bandwidth. */
    private static int shortestOf(int config) {
        return config < 12 || config >= 16 ? config & ~3 : config & ~1;
    }

    /** The CELT configurations, shortest frames first, of the same bandwidth. */
    private static int celtOf(int config) {
        if (config >= 16) {
            return config & ~3;
        }
        if (config >= 12) {
            return config < 14 ? 24 : 28;
        }
        // CELT has no medium band; wideband loses nothing of it.
        return config < 4 ? 16 : 20;
    }

    private long fillWith(int config, byte toc, long gap48k, Sink sink) throws IOException {
        byte first = (byte) (config << 3 | (toc & 4));
        int frame = OpusPacket.frameSamples48k(first);
        int most = Math.min(MAX_FRAMES, OpusPacket.MAX_SAMPLES_48K / frame);
        long left = gap48k;
        while (left >= frame) {
            int frames = (int) Math.min(most, left / frame);
            sink.packet(packet, 0, encode(first, frames), frames * frame);
            left -= (long) frames * frame;
        }
        return left;
    }

    private int encode(byte first, int frames) {
        if (frames <= 2) {
            packet.putByte(0, (byte) (first | (frames - 1)));
            return 1;
        }
        packet.putByte(0, (byte) (first | 3));
        packet.putByte(1, (byte) frames);
        return 2;
    }
}
