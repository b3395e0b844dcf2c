package io.ringway.media.tone;

import io.ringway.media.codec.AudioSource;
import java.util.Arrays;
import java.util.List;

/**
 * Plays a tone: mono, frequencies exact over any time, edges of 5 ms so that nothing clicks.
 *
 * <p>A tone that ends fills its last frame with silence; from then on there is nothing to say. Time
 * is counted in samples: the moments frames are due at do not matter. Thread: its owner's.
 * Allocates nothing once made.
 */
public final class ToneSource implements AudioSource {

    private static final int EDGE_MS = 5;
    private static final int MIN_RATE_HZ = 8_000;
    private static final int MAX_RATE_HZ = 48_000;
    private static final int CHUNK = 480;

    private final int rateHz;
    private final boolean repeats;
    private final List<ToneSegment> segments;
    private final float[] edge;
    private final float[] mix = new float[CHUNK];
    private final long[] phases = new long[ToneSegment.MAX_PARTIALS];
    private final long[][] steps;
    private final float[][] amplitudes;

    private int segment;
    private long sample;
    private long length;
    private boolean ended;

    /**
     * @param rateHz 8000 to 48000
     */
    public ToneSource(Tone tone, int rateHz) {
        if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
            throw new IllegalArgumentException("rateHz must be 8000 to 48000, got " + rateHz);
        }
        this.rateHz = rateHz;
        this.repeats = tone.repeats();
        this.segments = tone.segments();
        this.edge = edge(rateHz * EDGE_MS / 1_000);
        this.steps = new long[segments.size()][];
        this.amplitudes = new float[segments.size()][];
        for (int i = 0; i < segments.size(); i++) {
            prepare(i, segments.get(i).partials());
        }
        begin(0);
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        if (ended) {
            return false;
        }
        int at = 0;
        while (at < samplesPerChannel && !ended) {
            long left = Math.min(length - sample, CHUNK);
            int count = (int) Math.min(left, samplesPerChannel - at);
            render(count, pcm, at);
            at += count;
            advance(count);
        }
        Arrays.fill(pcm, at, samplesPerChannel, (short) 0);
        return true;
    }

    private void render(int count, short[] pcm, int at) {
        Arrays.fill(mix, 0, count, 0f);
        long[] step = steps[segment];
        for (int i = 0; i < step.length; i++) {
            phases[i] = SineTable.add(phases[i], step[i], amplitudes[segment][i], mix, 0, count);
        }
        soften(count);
        for (int i = 0; i < count; i++) {
            pcm[at + i] = (short) Math.round(mix[i]);
        }
    }

    /** Fades the segment's first and last milliseconds; the two meet in a very short one. */
    private void soften(int count) {
        int edgeLength = (int) Math.min(edge.length, length / 2);
        if (sample >= edgeLength && sample + count <= length - edgeLength) {
            return;
        }
        for (int i = 0; i < count; i++) {
            long fromEdge = Math.min(sample + i, length - 1 - sample - i);
            if (fromEdge < edgeLength) {
                mix[i] *= edge[(int) (fromEdge * edge.length / edgeLength)];
            }
        }
    }

    private void advance(int count) {
        sample += count;
        if (sample < length) {
            return;
        }
        if (segment + 1 < segments.size()) {
            begin(segment + 1);
        } else if (repeats) {
            begin(0);
        } else {
            ended = true;
        }
    }

    private void begin(int index) {
        segment = index;
        sample = 0;
        int durationMs = segments.get(index).durationMs();
        boolean endless = durationMs == ToneSegment.ENDLESS;
        length = endless ? Long.MAX_VALUE : (long) durationMs * rateHz / 1_000;
        Arrays.fill(phases, 0L);
    }

    private void prepare(int index, List<Partial> partials) {
        steps[index] = new long[partials.size()];
        amplitudes[index] = new float[partials.size()];
        for (int i = 0; i < partials.size(); i++) {
            steps[index][i] = SineTable.stepOf(partials.get(i).hz(), rateHz);
            amplitudes[index][i] = (float) partials.get(i).amplitude();
        }
    }

    /** Half a raised cosine, from silence up. */
    private static float[] edge(int samples) {
        float[] edge = new float[samples];
        for (int i = 0; i < samples; i++) {
            edge[i] = (float) (0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / samples));
        }
        return edge;
    }
}
