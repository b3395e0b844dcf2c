package io.ringway.server.call;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.counters.Counters;
import io.ringway.media.recording.OpusFileReader;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.Recording;
import io.ringway.media.recording.RecordingSettings;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Ogg/Opus files made of speech, and speech made of them. */
public final class OggSpeech {

    private static final int RATE_HZ = 48_000;

    private OggSpeech() {}

    /** Encodes a WAV file into {@code speech.ogg} in a new folder below. */
    static Path encode(Path wav, Path dir) throws IOException {
        Path folder = dir.resolve("encoded");
        Path made;
        try (Recorder recorder =
                        Recorder.open(folder, RecordingSettings.defaults(), new Counters());
                PacketSource source = WavPackets.open(wav, 48_000)) {
            Recording recording = recorder.start("speech", source.channels(), 1);
            made = folder.resolve(recording.path());
            long time = 0;
            for (OpusFrame frame = source.next(); frame != null; frame = source.next()) {
                UnsafeBuffer packet = new UnsafeBuffer(frame.bytes());
                recording.offer(packet, 0, packet.capacity(), time, frame.samples48k());
                time += frame.samples48k();
            }
            recording.finish();
        }
        return Files.move(made, dir.resolve("speech.ogg"));
    }

    /** Decodes a whole file to 48 kHz. */
    public static WavSamples decode(Path ogg) throws IOException {
        try (OpusFileReader reader = OpusFileReader.open(ogg)) {
            OpusFrames frames = new OpusFrames(reader.channels());
            while (reader.next()) {
                frames.add(reader.packet());
            }
            return frames.samples();
        }
    }

    /** Decodes packets to 48 kHz. */
    static WavSamples decode(List<OpusFrame> packets, int channels) {
        OpusFrames frames = new OpusFrames(channels);
        packets.forEach(packet -> frames.add(packet.bytes()));
        return frames.samples();
    }

    /** What a decoder has made so far. */
    private static final class OpusFrames {

        private final int channels;
        private final OpusDecoder decoder;
        private final UnsafeBuffer pcm;
        private short[] samples = {};

        OpusFrames(int channels) {
            this.channels = channels;
            this.decoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(RATE_HZ, channels);
            int bytes = OpusPacket.MAX_SAMPLES_48K * channels * Short.BYTES;
            this.pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        }

        void add(byte[] bytes) {
            UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            packet.putBytes(0, bytes);
            int decoded =
                    decoder.decode(
                            packet, 0, bytes.length, false, pcm, 0, OpusPacket.MAX_SAMPLES_48K);
            if (decoded < 0) {
                throw new IllegalStateException("a packet cannot be decoded");
            }
            int from = samples.length;
            samples = Arrays.copyOf(samples, from + decoded * channels);
            for (int i = 0; i < decoded * channels; i++) {
                samples[from + i] = pcm.getShort(i * Short.BYTES, ByteOrder.LITTLE_ENDIAN);
            }
        }

        WavSamples samples() {
            decoder.close();
            return new WavSamples(RATE_HZ, channels, samples);
        }
    }
}
