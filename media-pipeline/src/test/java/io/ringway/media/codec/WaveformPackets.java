package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;

/** Sound through an encoder and a decoder in packets of one length. */
final class WaveformPackets {

    private WaveformPackets() {}

    /** Mono at the encoder's rate in, mono at the decoder's out. */
    static short[] through(AudioEncoder encoder, AudioDecoder decoder, short[] pcm, int packetMs) {
        int samples = encoder.rateHz() / 1_000 * packetMs;
        int outSamples = decoder.rateHz() / 1_000 * packetMs;
        int packets = pcm.length / samples;
        UnsafeBuffer in = TestSound.offHeap(2 * samples);
        UnsafeBuffer packet = TestSound.offHeap(2_000);
        UnsafeBuffer out = TestSound.offHeap(2 * packets * outSamples);
        for (int i = 0; i < packets; i++) {
            TestSound.write(pcm, i * samples, samples, in, 0);
            int length = encoder.encode(in, 0, samples, packet, 0, 2_000);
            assertEquals(8 * packetMs, length);
            assertEquals(8 * packetMs, decoder.durationTicks(packet, 0, length));
            int at = 2 * i * outSamples;
            assertEquals(outSamples, decoder.decode(packet, 0, length, out, at, outSamples));
        }
        return TestSound.read(out, 0, packets * outSamples);
    }

    /** Signal over error in dB, the second lagging behind the first. */
    static double snr(short[] wanted, short[] got, int lag, int from, int to) {
        double signal = 1;
        double error = 1e-9;
        for (int i = from; i < to; i++) {
            double difference = got[i + lag] - wanted[i];
            signal += (double) wanted[i] * wanted[i];
            error += difference * difference;
        }
        return 10 * Math.log10(signal / error);
    }

    /** Mean over frames of 20 ms that are not near silence, each within 0 to 45 dB. */
    static double segmentalSnr(short[] wanted, short[] got, int lag, int rateHz) {
        int frame = rateHz / 50;
        double sum = 0;
        int frames = 0;
        for (int at = 0; at + frame + lag <= wanted.length; at += frame) {
            double energy = 0;
            for (int i = at; i < at + frame; i++) {
                energy += (double) wanted[i] * wanted[i] / frame;
            }
            if (energy > 10_000) {
                sum += Math.clamp(snr(wanted, got, lag, at, at + frame), 0, 45);
                frames++;
            }
        }
        return frames == 0 ? 0 : sum / frames;
    }
}
