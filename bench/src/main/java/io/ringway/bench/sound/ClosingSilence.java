package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * Silence sent right after a trace, on time and whole, so that a receiver that follows a clock does
 * not conceal the stream's end before its statistics are read.
 */
final class ClosingSilence {

    /** Shortest transform-coded frame, in 48 kHz samples; the next configurations double it. */
    private static final int SHORTEST_48K = 120;

    private static final int LONGEST_48K = 960;

    /** Configuration of 2.5 ms of full-band CELT (RFC 6716 §3.1), in a table of contents' place. */
    private static final int SHORTEST_CONFIG = 28 << 3;

    private ClosingSilence() {}

    /** Goes on where a trace ends. */
    static List<TracedPacket> after(Trace trace, long lengthNs) {
        int samples = trace.packetSamples48k();
        TracedPacket last = trace.arrivals().getLast();
        byte[] silence = packet(samples);
        long spacingNs = samples * 1_000_000_000L / 48_000;
        List<TracedPacket> packets = new ArrayList<>();
        for (int n = 1; n * spacingNs <= lengthNs; n++) {
            int ahead = trace.packetsSent() - 1 - last.index() + n;
            long sendNs = last.sendNs() + ahead * spacingNs;
            packets.add(
                    new TracedPacket(
                            last.index() + ahead,
                            sendNs,
                            sendNs,
                            last.rtpTimestamp() + (long) ahead * samples,
                            silence));
        }
        return packets;
    }

    /**
     * One packet of silence: its frames begin with CELT's silence flag (RFC 6716 §4.3).
     *
     * @param samples48k 120, 240, 480, or a multiple of 960
     */
    private static byte[] packet(int samples48k) {
        int frame = Math.min(samples48k, LONGEST_48K);
        int frames = samples48k / frame;
        int size = 31 - Integer.numberOfLeadingZeros(frame / SHORTEST_48K);
        // Code 3, constant bit rate (RFC 6716 §3.2.5).
        byte[] packet = new byte[2 + 2 * frames];
        packet[0] = (byte) (SHORTEST_CONFIG | size << 3 | 3);
        packet[1] = (byte) frames;
        for (int n = 0; n < frames; n++) {
            packet[2 + 2 * n] = (byte) 0xFF;
            packet[3 + 2 * n] = (byte) 0xFE;
        }
        return packet;
    }
}
