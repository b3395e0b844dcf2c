package io.ringway.bench;

import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Four seconds of a synthetic voice as packets of 20 ms, off the heap, always the same. */
public final class EncodedVoice {

    private static final int SECONDS = 4;
    private static final int HARMONICS = 20;

    private final List<DirectBuffer> packets = new ArrayList<>();

    /** Opus. */
    public EncodedVoice(OpusEncoderSettings settings) {
        try (OpusEncoder encoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(settings)) {
            encode(encoder::encode, settings.rateHz());
        }
    }

    /** G.711 or G.722. */
    public EncodedVoice(AudioCodecs.Kind kind) {
        int rateHz = kind == AudioCodecs.Kind.G722 ? 16_000 : 8_000;
        AudioCodecs codecs = new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
        try (AudioEncoder encoder = codecs.encoder(kind, rateHz, 1)) {
            encode(encoder::encode, rateHz);
        }
    }

    /** Either kind of encoder. */
    private interface Encoding {
        int encode(
                DirectBuffer pcm,
                int offset,
                int samples,
                MutableDirectBuffer out,
                int outOffset,
                int room);
    }

    private void encode(Encoding encoding, int rateHz) {
        int samples = rateHz / 50;
        UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * samples));
        UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        Voice voice = new Voice(rateHz);
        for (int frame = 0; frame < SECONDS * 50; frame++) {
            voice.fill(pcm, samples);
            int length = encoding.encode(pcm, 0, samples, packet, 0, 1_500);
            if (length < 0) {
                throw new IllegalStateException("frame " + frame + " was not encoded");
            }
            UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
            copy.putBytes(0, packet, 0, length);
            packets.add(copy);
        }
    }

    /** All packets, in order. */
    public List<DirectBuffer> packets() {
        return packets;
    }

    /** The n-th packet, over and over from the start. */
    DirectBuffer packet(int n) {
        return packets.get(Math.floorMod(n, packets.size()));
    }

    /** Harmonics of a gliding pitch under a syllable's envelope, with some breath. */
    static final class Voice {

        private final Random random = new Random(1);
        private final int rateHz;
        private double phase;
        private long sample;

        Voice(int rateHz) {
            this.rateHz = rateHz;
        }

        void fill(UnsafeBuffer pcm, int samples) {
            for (int i = 0; i < samples; i++) {
                pcm.putShort(2 * i, next(), ByteOrder.LITTLE_ENDIAN);
            }
        }

        private short next() {
            double seconds = (double) sample++ / rateHz;
            phase += 2 * Math.PI * (130 + 40 * Math.sin(2 * Math.PI * 0.7 * seconds)) / rateHz;
            double value = 0;
            for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
                value += Math.sin(harmonic * phase) / harmonic;
            }
            double envelope = 0.55 + 0.45 * Math.sin(6 * Math.PI * seconds);
            return (short) (envelope * 5_000 * value + 80 * random.nextGaussian());
        }
    }
}
