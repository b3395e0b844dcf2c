package io.ringway.media.conference;

import java.nio.ByteBuffer;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Something like a voice at 16 kHz: harmonics of a gliding pitch, and some breath. */
final class TestVoice {

    private static final int HARMONICS = 20;

    private TestVoice() {}

    static short[] of(double seconds, double pitchHz, long seed) {
        Random random = new Random(seed);
        short[] voice = new short[(int) (seconds * RoomRig.RATE)];
        double phase = 0;
        for (int i = 0; i < voice.length; i++) {
            double t = (double) i / RoomRig.RATE;
            phase += 2 * Math.PI * pitchHz * (1 + 0.15 * Math.sin(4 * t)) / RoomRig.RATE;
            double syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3.5 * t);
            double sample = 60 * random.nextGaussian();
            for (int h = 1; h <= HARMONICS; h++) {
                sample += 2_400.0 / h * syllable * Math.sin(h * phase);
            }
            voice[i] = (short) sample;
        }
        return voice;
    }

    static UnsafeBuffer offHeap(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }
}
