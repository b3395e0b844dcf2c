package io.ringway.server.call;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.codec.Resampler;
import io.ringway.media.file.WavReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A WAV file encoded as it is read: brought to 48 kHz, in packets of 20 ms.
 *
 * <p>Filters and encoder delay the sound by some milliseconds; silence behind the end lets the last
 * of it out. The last packet holds 10 ms when that is enough, so that what is sent is never 20 ms
 * longer than the file.
 */
final class WavPackets implements PacketSource {

    private static final int RATE_HZ = 48_000;
    private static final int FRAME_48K = 960;
    private static final int SHORT_FRAME_48K = 480;
    private static final int MAX_PACKET_BYTES = 1_275;

    private final WavReader wav;
    private final Resampler resampler;
    private final OpusEncoder encoder;
    private final int channels;
    private final short[] in;
    private final short[] pending;
    private final UnsafeBuffer pcm;
    private final UnsafeBuffer packet = new UnsafeBuffer(off(MAX_PACKET_BYTES));
    private int pendingSamples;

    /** Samples at the resampler's output that come before the file's first. */
    private int delay48k;

    private long left48k;

    private WavPackets(WavReader wav, int bitrateBps) {
        this.wav = wav;
        this.channels = wav.channels();
        this.resampler = new Resampler(wav.rateHz(), RATE_HZ, channels);
        this.encoder =
                OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(settings(channels, bitrateBps));
        this.in = new short[FRAME_48K * channels];
        this.pending = new short[2 * FRAME_48K * channels];
        this.pcm = new UnsafeBuffer(off(FRAME_48K * channels * Short.BYTES));
        this.delay48k = (int) Math.round(resampler.delayNs() * RATE_HZ / 1e9);
        this.left48k = length48k() + encoder.lookaheadSamples();
    }

    static WavPackets open(Path file, int bitrateBps) throws IOException {
        WavReader wav = WavReader.open(file);
        if (wav.samples() == 0) {
            wav.close();
            throw new IOException("it holds no samples");
        }
        return new WavPackets(wav, bitrateBps);
    }

    @Override
    public @Nullable OpusFrame next() throws IOException {
        if (left48k <= 0) {
            return null;
        }
        int samples = left48k <= SHORT_FRAME_48K ? SHORT_FRAME_48K : FRAME_48K;
        while (pendingSamples < samples) {
            fill();
        }
        for (int i = 0; i < samples * channels; i++) {
            pcm.putShort(i * Short.BYTES, pending[i], ByteOrder.LITTLE_ENDIAN);
        }
        drop(samples);
        left48k -= samples;
        int length = encoder.encode(pcm, 0, samples, packet, 0, MAX_PACKET_BYTES);
        if (length < 0) {
            throw new IOException("the encoder refused " + samples + " samples");
        }
        byte[] bytes = new byte[length];
        packet.getBytes(0, bytes);
        return new OpusFrame(bytes, samples);
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public String description() {
        return "WAV, %d Hz %s".formatted(wav.rateHz(), channels == 1 ? "mono" : "stereo");
    }

    @Override
    public long length48k() {
        return wav.samples() * RATE_HZ / wav.rateHz();
    }

    @Override
    public void close() throws IOException {
        encoder.close();
        wav.close();
    }

    /** Adds 20 ms or, at first, what of them is not the filter's own delay. */
    private void fill() throws IOException {
        int wanted = wav.rateHz() / 50;
        int read = wav.read(in, wanted);
        Arrays.fill(in, read * channels, wanted * channels, (short) 0);
        pendingSamples += resampler.process(in, 0, wanted, pending, pendingSamples * channels);
        int skipped = Math.min(delay48k, pendingSamples);
        delay48k -= skipped;
        drop(skipped);
    }

    private void drop(int samples) {
        int rest = (pendingSamples - samples) * channels;
        System.arraycopy(pending, samples * channels, pending, 0, rest);
        pendingSamples -= samples;
    }

    /**
     * The encoder's tuning for voice begins with a filter against rumble, which turns the phase of
     * all low tones; a file is meant to arrive as it is.
     */
    private static OpusEncoderSettings settings(int channels, int bitrateBps) {
        OpusEncoderSettings voice = OpusEncoderSettings.VOICE;
        return new OpusEncoderSettings(
                RATE_HZ,
                channels,
                bitrateBps,
                voice.complexity(),
                OpusEncoderSettings.Application.AUDIO,
                voice.inbandFec(),
                voice.expectedLossPercent(),
                false);
    }

    private static ByteBuffer off(int bytes) {
        return ByteBuffer.allocateDirect(bytes);
    }
}
