package io.ringway.media.file;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.recording.OpusFileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes Ogg/Opus files whole, at 48 kHz. Thread: any that may wait for the disk. */
final class OpusSound {

    private static final int RATE_HZ = 48_000;
    private static final int MAX_PACKET_48K = 5_760;
    private static final int MAX_PACKET_BYTES = 61_440;

    private final OpusFileReader reader;
    private final OpusDecoder decoder;
    private final SoundLimits limits;
    private final int channels;
    private final UnsafeBuffer packet = offHeap(MAX_PACKET_BYTES);
    private final UnsafeBuffer decoded;
    private short[] pcm = new short[RATE_HZ];
    private int length;

    private OpusSound(OpusFileReader reader, OpusDecoder decoder, SoundLimits limits) {
        this.reader = reader;
        this.decoder = decoder;
        this.limits = limits;
        this.channels = reader.channels();
        this.decoded = offHeap(MAX_PACKET_48K * channels * Short.BYTES);
    }

    static Sound read(Path file, SoundLimits limits) throws IOException {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        try (OpusFileReader reader = OpusFileReader.open(file);
                OpusDecoder decoder = codecs.decoder(RATE_HZ, reader.channels())) {
            return new OpusSound(reader, decoder, limits).decode();
        }
    }

    private Sound decode() throws IOException {
        int start = 0;
        while (reader.next()) {
            if (length == 0) {
                start = reader.unheardStart48k() * channels;
            }
            append(reader.packet());
            SoundFile.requireLength((length - start) / channels, RATE_HZ, limits);
        }
        int end = length - reader.unheardEnd48k() * channels;
        return new Sound(Arrays.copyOfRange(pcm, Math.min(start, end), end), RATE_HZ, channels);
    }

    private void append(byte[] bytes) throws IOException {
        packet.putBytes(0, bytes);
        int samples = decoder.decode(packet, 0, bytes.length, decoded, 0, MAX_PACKET_48K);
        if (samples < 0) {
            throw new IOException("it has a packet that cannot be decoded");
        }
        int added = samples * channels;
        if (length + added > pcm.length) {
            pcm = Arrays.copyOf(pcm, pcm.length + pcm.length / 2 + added);
        }
        for (int i = 0; i < added; i++) {
            pcm[length + i] = decoded.getShort(i * Short.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        length += added;
    }

    private static UnsafeBuffer offHeap(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }
}
