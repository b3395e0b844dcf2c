package io.ringway.bench;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Four seconds of a synthetic voice as frames of 20 ms PCM, off the heap, always the same. */
final class SpokenFrames {

    private static final int FRAMES = 200;

    private final int samplesAFrame;
    private final UnsafeBuffer pcm;

    SpokenFrames(int rateHz) {
        this.samplesAFrame = rateHz / 50;
        int samples = FRAMES * samplesAFrame;
        this.pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * samples));
        new EncodedVoice.Voice(rateHz).fill(pcm, samples);
    }

    DirectBuffer pcm() {
        return pcm;
    }

    int samplesAFrame() {
        return samplesAFrame;
    }

    /** Where the n-th frame begins, over and over from the start. */
    int offset(int n) {
        return Math.floorMod(n, FRAMES) * 2 * samplesAFrame;
    }
}
