package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Traces of a voice made in code, over networks drawn from a seed. */
final class SeededTrace {

    private static final int RATE_HZ = 48_000;
    private static final int FRAME = 960;
    private static final long FRAME_NS = 20_000_000;
    private static final int MAX_BYTES = 1_275;

    private SeededTrace() {}

    /**
     * A trace.
     *
     * @param loss share of packets that are lost; the first never is
     * @param jitterMs packets are late by 0 to this much, evenly, and overtake one another
     */
    static Trace of(String name, int seconds, double loss, double jitterMs, long seed) {
        short[] voice = voice(seconds);
        List<byte[]> packets = encode(voice);
        SplittableRandom random = new SplittableRandom(seed);
        List<TracedPacket> arrivals = new ArrayList<>();
        for (int n = 0; n < packets.size(); n++) {
            boolean lost = n > 0 && random.nextDouble() < loss;
            long sendNs = n * FRAME_NS;
            long arrivalNs = sendNs + (long) (jitterMs * 1e6 * random.nextDouble());
            if (!lost) {
                arrivals.add(
                        new TracedPacket(n, sendNs, arrivalNs, (long) n * FRAME, packets.get(n)));
            }
        }
        arrivals.sort(Comparator.comparingLong(TracedPacket::arrivalNs));
        return new Trace(name, List.copyOf(arrivals), packets.size(), FRAME, voice);
    }

    /**
     * Vowels of changing pitch, a syllable four times a second: sounding throughout, hardly
     * periodic. Nothing below the third harmonic, whose phase Opus as used for voice turns by a
     * high-pass filter.
     */
    static short[] voice(int seconds) {
        short[] pcm = new short[seconds * RATE_HZ];
        double phase = 0;
        for (int n = 0; n < pcm.length; n++) {
            double t = (double) n / RATE_HZ;
            double pitchHz =
                    140
                            + 40 * Math.sin(2 * Math.PI * 0.7 * t)
                            + 13 * Math.sin(2 * Math.PI * 2.3 * t);
            phase += 2 * Math.PI * pitchHz / RATE_HZ;
            double sample = 0;
            for (int k = 3; k <= 8; k++) {
                double formant = 5 + 3 * Math.sin(2 * Math.PI * 1.1 * t);
                double tilt = 1.0 / k + 0.4 / (1 + Math.pow((k - formant) / 1.5, 2));
                sample += tilt * Math.sin(k * phase);
            }
            double syllable = 0.25 + 0.75 * Math.pow(Math.sin(Math.PI * 4 * t), 2);
            pcm[n] = (short) (5_000 * syllable * sample / 2);
        }
        return pcm;
    }

    private static List<byte[]> encode(short[] pcm) {
        UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FRAME));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_BYTES));
        List<byte[]> packets = new ArrayList<>();
        try (OpusEncoder encoder =
                OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(OpusEncoderSettings.VOICE)) {
            for (int at = 0; at + FRAME <= pcm.length; at += FRAME) {
                for (int n = 0; n < FRAME; n++) {
                    in.putShort(2 * n, pcm[at + n]);
                }
                byte[] packet = new byte[encoder.encode(in, 0, FRAME, out, 0, MAX_BYTES)];
                out.getBytes(0, packet);
                packets.add(packet);
            }
        }
        return packets;
    }
}
