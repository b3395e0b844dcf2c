package io.ringway.media.recording;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Real Opus packets of a warbling tone, made for a test. */
final class SpeechPackets {

    private SpeechPackets() {}

    /**
     * @param packet48k duration of each, in 48 kHz samples
     */
    static List<byte[]> make(int channels, int bitrate, int packet48k, int count)
            throws OpusException {
        OpusEncoder encoder =
                new OpusEncoder(48_000, channels, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(bitrate);
        encoder.setComplexity(0);
        List<byte[]> packets = new ArrayList<>();
        short[] pcm = new short[packet48k * channels];
        byte[] out = new byte[1_500];
        for (int i = 0; i < count; i++) {
            for (int s = 0; s < pcm.length; s++) {
                int sample = i * packet48k + s / channels;
                double t = sample / 48_000.0;
                pcm[s] = (short) (9_000 * Math.sin(t * 2_000 + 8 * Math.sin(t * 30)));
            }
            int length = encoder.encode(pcm, 0, packet48k, out, 0, out.length);
            packets.add(Arrays.copyOf(out, length));
        }
        return packets;
    }
}
