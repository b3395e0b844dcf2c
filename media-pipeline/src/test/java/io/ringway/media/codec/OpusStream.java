package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** An encoded stream: packets with their durations. */
record OpusStream(List<byte[]> packets, List<Integer> samples48k) {

    /** Encodes whole frames of the sound, each of the same length. */
    static OpusStream encode(OpusCodecs codecs, OpusEncoderSettings settings, short[] pcm, int ms) {
        return encode(codecs, settings, pcm, new double[] {ms});
    }

    /** Encodes with frame lengths (in ms) that take turns. */
    static OpusStream encode(
            OpusCodecs codecs, OpusEncoderSettings settings, short[] pcm, double[] frameMs) {
        OpusStream stream = new OpusStream(new ArrayList<>(), new ArrayList<>());
        UnsafeBuffer in = TestSound.offHeap(48_000);
        UnsafeBuffer out = TestSound.offHeap(8_000);
        try (OpusEncoder encoder = codecs.encoder(settings)) {
            int at = 0;
            for (int i = 0; ; i++) {
                double ms = frameMs[i % frameMs.length];
                int samples = (int) (settings.rateHz() * ms / 1_000);
                int values = samples * settings.channels();
                if (at + values > pcm.length) {
                    return stream;
                }
                TestSound.write(pcm, at, values, in, 0);
                int length = encoder.encode(in, 0, samples, out, 0, 8_000);
                assertTrue(length > 0, "frame " + i + " of " + ms + " ms: " + length);
                byte[] packet = new byte[length];
                out.getBytes(0, packet);
                stream.packets().add(packet);
                stream.samples48k().add(samples * (48_000 / settings.rateHz()));
                at += values;
            }
        }
    }

    static OpusEncoderSettings voice(int bitrateBps) {
        return new OpusEncoderSettings(
                48_000, 1, bitrateBps, 5, OpusEncoderSettings.Application.VOICE, false, 0, false);
    }

    /** A second and a half of voice in frames of 20 ms. */
    static OpusStream voice() {
        short[] pcm = TestSound.voice(48_000, 1, 1.5, 8);
        return encode(OpusCodecs.of(OpusCodecs.Provider.AUTO), voice(24_000), pcm, 20);
    }

    /** The same with each frame's coarse copy in the packet after it. */
    static OpusStream redundantVoice() {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        16_000,
                        1,
                        24_000,
                        5,
                        OpusEncoderSettings.Application.VOICE,
                        true,
                        30,
                        false);
        short[] pcm = TestSound.voice(16_000, 1, 1.5, 8);
        return encode(OpusCodecs.of(OpusCodecs.Provider.AUTO), settings, pcm, 20);
    }

    /** Four seconds in frames of 2.5 to 120 ms in turn, which only libopus encodes. */
    static OpusStream everyFrameLength() {
        OpusCodecs codecs = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        short[] pcm = TestSound.voice(48_000, 1, 4, 8);
        double[] lengths = {2.5, 60, 5, 10, 120, 20, 40, 80, 2.5, 2.5, 100};
        return encode(codecs, voice(32_000), pcm, lengths);
    }

    int mode(int index) {
        byte[] packet = packets.get(index);
        return OpusPacket.mode(new UnsafeBuffer(packet), 0, packet.length);
    }
}
