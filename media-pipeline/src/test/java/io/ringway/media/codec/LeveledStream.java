package io.ringway.media.codec;

import java.util.Random;

/** An encoded stream with the level of each packet's sound, as a browser would tell it. */
record LeveledStream(OpusStream stream, int[] levels) {

    /** The sender does not tell. */
    static final int UNKNOWN = 1;

    /** Encodes in packets of 20 ms, after a room's noise (in dBFS) was added. */
    static LeveledStream encode(
            OpusCodecs codecs, OpusEncoderSettings settings, short[] clean, double noiseDb) {
        short[] pcm = inARoom(clean, noiseDb);
        OpusStream stream = OpusStream.encode(codecs, settings, pcm, 20);
        int frame = settings.rateHz() / 50;
        int[] levels = new int[stream.packets().size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(pcm, i * frame, frame);
        }
        return new LeveledStream(stream, levels);
    }

    int size() {
        return stream.packets().size();
    }

    byte[] packet(int index) {
        return stream.packets().get(index);
    }

    int samples48k(int index) {
        return stream.samples48k().get(index);
    }

    /** RFC 6464 §3 measures in dBov, to which a square wave at full scale is 0. */
    private static int level(short[] pcm, int from, int count) {
        double sum = 1e-3;
        for (int i = from; i < from + count; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        double dbov = 10 * Math.log10(sum / count / 32_768 / 32_768);
        return Math.clamp(Math.round(dbov), -127, 0);
    }

    private static short[] inARoom(short[] clean, double noiseDb) {
        Random random = new Random(11);
        double scale = 32_768 * Math.pow(10, noiseDb / 20);
        short[] pcm = new short[clean.length];
        for (int i = 0; i < pcm.length; i++) {
            double sum = clean[i] + scale * random.nextGaussian();
            pcm[i] = (short) Math.clamp(Math.round(sum), -32_768, 32_767);
        }
        return pcm;
    }
}
