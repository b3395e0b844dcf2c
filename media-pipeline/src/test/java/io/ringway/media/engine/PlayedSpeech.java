package io.ringway.media.engine;

import io.ringway.media.Vectors;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** A spoken word, and how alike two recordings of it are. */
final class PlayedSpeech {

    private static final int DATA = 0x61746164;
    private static final int FRAME_48K = 960;
    private static final int FRAME_16K = 320;

    private PlayedSpeech() {}

    /** Some 1.4 s at 48 kHz, mono; skips the test when the vectors are not there. */
    static short[] spoken48k() throws IOException {
        byte[] wav = Files.readAllBytes(Vectors.dir("speech").resolve("Front_Center.wav"));
        ByteBuffer bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != DATA) {
            at += 8 + bytes.getInt(at + 4);
        }
        short[] pcm = new short[bytes.getInt(at + 4) / 2];
        bytes.slice(at + 8, 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    /** A room with nobody in it: noise some 70 dB below full scale. */
    static short[] room48k(int seconds) {
        Random random = new Random(3);
        short[] pcm = new short[48_000 * seconds];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (10 * random.nextGaussian());
        }
        return pcm;
    }

    /** 120 ms of a vowel at 140 Hz, then half a second of the room. */
    static short[] cough48k() {
        short[] pcm = Arrays.copyOf(room48k(1), 120 * 48 + 24_000);
        for (int i = 0; i < 120 * 48; i++) {
            double value = 0;
            for (int harmonic = 1; harmonic <= 12; harmonic++) {
                value += Math.sin(2 * Math.PI * 140 * harmonic * i / 48_000.0) / harmonic;
            }
            pcm[i] += (short) (4_000 * value);
        }
        return pcm;
    }

    /** The same as a caller would send it. */
    static List<byte[]> packets(short[] pcm48k) {
        List<byte[]> packets = new ArrayList<>();
        UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FRAME_48K));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        try (OpusEncoder encoder = codecs.encoder(OpusEncoderSettings.VOICE)) {
            for (int from = 0; from + FRAME_48K <= pcm48k.length; from += FRAME_48K) {
                for (int i = 0; i < FRAME_48K; i++) {
                    in.putShort(2 * i, pcm48k[from + i]);
                }
                byte[] packet = new byte[encoder.encode(in, 0, FRAME_48K, out, 0, out.capacity())];
                out.getBytes(0, packet);
                packets.add(packet);
            }
        }
        return packets;
    }

    /** What the codec alone makes of it at 16 kHz: nothing sent can be more like the original. */
    static short[] coded16k(short[] pcm48k) {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FRAME_48K));
        UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FRAME_16K));
        short[] coded = new short[pcm48k.length / FRAME_48K * FRAME_16K];
        try (OpusEncoder encoder = codecs.encoder(OpusEncoderSettings.VOICE);
                OpusDecoder decoder = codecs.decoder(16_000, 1)) {
            for (int frame = 0; frame < pcm48k.length / FRAME_48K; frame++) {
                for (int i = 0; i < FRAME_48K; i++) {
                    in.putShort(2 * i, pcm48k[frame * FRAME_48K + i]);
                }
                int bytes = encoder.encode(in, 0, FRAME_48K, packet, 0, packet.capacity());
                decoder.decode(packet, 0, bytes, out, 0, FRAME_16K);
                for (int i = 0; i < FRAME_16K; i++) {
                    coded[frame * FRAME_16K + i] = out.getShort(2 * i);
                }
            }
        }
        return coded;
    }

    /** Hertz of a tone, by its crossings of zero. */
    static double pitch(short[] pcm, int rateHz) {
        int crossings = 0;
        for (int i = 1; i < pcm.length; i++) {
            crossings += pcm[i - 1] < 0 != pcm[i] < 0 ? 1 : 0;
        }
        return crossings / 2.0 * rateHz / pcm.length;
    }

    /**
     * Normalized correlation at the best lag, either way: behind what was played, or ahead of it
     * when its first packets were lost.
     */
    static double correlation(short[] played, short[] heard, int maxLag) {
        double best = -1;
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            double product = 0;
            double playedPower = 1e-9;
            double heardPower = 1e-9;
            for (int i = Math.max(0, -lag); i < played.length && i + lag < heard.length; i++) {
                product += (double) played[i] * heard[i + lag];
                playedPower += (double) played[i] * played[i];
                heardPower += (double) heard[i + lag] * heard[i + lag];
            }
            best = Math.max(best, product / Math.sqrt(playedPower * heardPower));
        }
        return best;
    }
}
