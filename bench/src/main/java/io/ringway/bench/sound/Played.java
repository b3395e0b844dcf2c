package io.ringway.bench.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the listening page played in one call, as it sent it.
 *
 * <p>Thread: each part is written once by a request's, then read.
 */
final class Played {

    static final int RATE_HZ = 48_000;

    /** libwebrtc's mixer pulls 10 ms at a time. */
    private static final int FRAME = 480;

    private static final double FRAME_MS = 10;

    private volatile byte[] pcm = {};
    private volatile byte[] pulls = {};
    private volatile byte[] polls = {};

    /** Keeps one part. */
    void take(String part, byte[] bytes) {
        switch (part) {
            case "pcm" -> pcm = bytes;
            case "pulls" -> pulls = bytes;
            case "polls" -> polls = bytes;
            default -> throw new IllegalArgumentException("the page has no part " + part);
        }
    }

    /** Mono, 48 kHz, from the first frame pulled at or after a moment on. */
    short[] pcm(double fromEpochMs) {
        int first = 0;
        double[] pulledMs = pulledEpochMs();
        while (first < pulledMs.length && pulledMs[first] < fromEpochMs) {
            first++;
        }
        short[] samples = new short[pcm.length / Short.BYTES];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return Arrays.copyOfRange(samples, first * FRAME, samples.length);
    }

    /** How regularly frames were pulled while the trace ran. */
    PullError pullError(double fromEpochMs, double toEpochMs) {
        double[] pulledMs =
                Arrays.stream(pulledEpochMs())
                        .filter(at -> at >= fromEpochMs && at <= toEpochMs)
                        .toArray();
        return PullError.of(pulledMs, FRAME_MS);
    }

    /** When each frame was pulled, in milliseconds of the wall clock. */
    private double[] pulledEpochMs() {
        double[] values = new double[pulls.length / Double.BYTES];
        ByteBuffer.wrap(pulls).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }

    /** The statistics polled: a JSON array of inbound-rtp reports in the order of time. */
    String polls() {
        return new String(polls, StandardCharsets.UTF_8);
    }
}
