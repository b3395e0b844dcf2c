package io.ringway.bench.sound;

import java.util.Arrays;

/**
 * What is said in all traces.
 *
 * @param pcm48k mono, not to be changed
 * @param source where it comes from, for people
 */
record Speech(short[] pcm48k, String source) {

    static final int RATE_HZ = 48_000;

    /** Silence before and behind, so that no network can take the first or last word's sound. */
    private static final int PAUSE_48K = RATE_HZ / 5;

    /** That many whole packets of it, begun anew as often as needed. */
    Speech ofPackets(int packets, int packetSamples48k) {
        short[] said = new short[packets * packetSamples48k];
        int length = said.length - 2 * PAUSE_48K;
        for (int at = 0; at < length; at += pcm48k.length) {
            int count = Math.min(pcm48k.length, length - at);
            System.arraycopy(pcm48k, 0, said, PAUSE_48K + at, count);
        }
        Arrays.fill(said, said.length - PAUSE_48K, said.length, (short) 0);
        return new Speech(said, source);
    }
}
