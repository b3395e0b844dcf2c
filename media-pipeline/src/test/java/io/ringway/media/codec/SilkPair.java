package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.codec.silk.SilkDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Our SILK decoder and libopus at the same packets: every sample has to be the same. */
final class SilkPair implements AutoCloseable {

    private static final int MOST_SAMPLES = 1_920;

    private final SilkDecoder ours;
    private final LibopusDecoder theirs;
    private final UnsafeBuffer packet = TestSound.offHeap(1 << 16);
    private final UnsafeBuffer pcm = TestSound.offHeap(2 * MOST_SAMPLES);
    private final UnsafeBuffer expected = TestSound.offHeap(2 * MOST_SAMPLES);
    private final int rateHz;
    private int steps;
    private double loudest;

    SilkPair(int rateHz) {
        assumeTrue(
                LibopusLibrary.lookup().isPresent(),
                "SKIPPED: libopus is missing (apt-get install libopus0)");
        this.rateHz = rateHz;
        ours = new SilkDecoder(rateHz);
        theirs = new LibopusDecoder(rateHz, 1);
    }

    /** All packets of a stream, none of which may be unsuited. */
    SilkPair decodeAll(OpusStream stream) {
        for (byte[] bytes : stream.packets()) {
            int samples = decode(bytes);
            assertEquals(samplesOf(bytes), samples, "packet " + (steps - 1));
        }
        return this;
    }

    /** Samples both made of a packet, or what ours returned when it is unsuited. */
    int decode(byte[] bytes) {
        packet.putBytes(0, bytes);
        int samples = ours.decode(packet, 0, bytes.length, pcm, 0, MOST_SAMPLES);
        if (samples >= 0) {
            int length = bytes.length;
            int theirSamples = theirs.decode(packet, 0, length, false, expected, 0, MOST_SAMPLES);
            compare("decoded", theirSamples, samples);
        }
        return samples;
    }

    /** A loss of some ms. */
    void lose(int ms) {
        int samples = rateHz / 1_000 * ms;
        int got = ours.conceal(samples, pcm, 0);
        compare("concealed", theirs.conceal(samples, expected, 0), got);
    }

    /** A loss made good from the packet behind it. */
    void restore(byte[] bytes, int ms) {
        packet.putBytes(0, bytes);
        int samples = rateHz / 1_000 * ms;
        int length = bytes.length;
        int got = ours.restore(packet, 0, length, pcm, 0, samples);
        compare("restored", theirs.decode(packet, 0, length, true, expected, 0, samples), got);
    }

    /** Root of the mean square of the loudest step so far. */
    double loudest() {
        return loudest;
    }

    int samplesOf(byte[] bytes) {
        int samples48k = OpusPacket.samples48k(new UnsafeBuffer(bytes), 0, bytes.length);
        return samples48k / (48_000 / rateHz);
    }

    @Override
    public void close() {
        theirs.close();
    }

    private void compare(String what, int expectedSamples, int samples) {
        String step = what + ", step " + steps++;
        assertEquals(expectedSamples, samples, step);
        short[] sound = TestSound.read(pcm, 0, samples);
        assertArrayEquals(TestSound.read(expected, 0, samples), sound, step);
        loudest = Math.max(loudest, Math.sqrt(TestSound.energy(sound)));
    }
}
