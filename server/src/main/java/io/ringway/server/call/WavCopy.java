package io.ringway.server.call;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.recording.OpusFileReader;
import io.ringway.server.speech.WavFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A recording, decoded into a WAV file beside it. Thread: any that may wait for the disk. */
final class WavCopy {

    private static final int OPUS_RATE_HZ = 48_000;
    private static final int MAX_PACKET_MS = 120;
    private static final int MAX_PACKET_BYTES = 61_440;

    private final OpusFileReader recording;
    private final OpusDecoder decoder;
    private final WavFile wav;
    private final int rateHz;
    private final int maxSamples;
    private final int frameBytes;
    private final UnsafeBuffer decoded;
    private final UnsafeBuffer packet =
            new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_PACKET_BYTES));

    /** Samples at the start that are not to be heard; below 0 before they are known. */
    private int unheard = -1;

    /** The last of it: how much of that is to be heard is known at the end. */
    private byte[] held = {};

    private WavCopy(OpusFileReader recording, OpusDecoder decoder, WavFile wav, int rateHz) {
        this.recording = recording;
        this.decoder = decoder;
        this.wav = wav;
        this.rateHz = rateHz;
        this.maxSamples = rateHz / 1_000 * MAX_PACKET_MS;
        this.frameBytes = recording.channels() * Short.BYTES;
        this.decoded = new UnsafeBuffer(ByteBuffer.allocateDirect(maxSamples * frameBytes));
    }

    /**
     * Decodes it.
     *
     * @param rateHz 8000, 16000, 24000 or 48000
     * @return the new file
     */
    static Path write(Path ogg, int rateHz) throws IOException {
        Path copy = ogg.resolveSibling("copy.wav");
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        try (OpusFileReader reader = OpusFileReader.open(ogg);
                OpusDecoder decoder = codecs.decoder(rateHz, reader.channels());
                WavFile wav = WavFile.create(copy, rateHz, reader.channels())) {
            new WavCopy(reader, decoder, wav, rateHz).decode();
        }
        return copy;
    }

    private void decode() throws IOException {
        while (recording.next()) {
            wav.append(ByteBuffer.wrap(held));
            held = next(recording.packet());
        }
        int unheardBytes = at(recording.unheardEnd48k()) * frameBytes;
        wav.append(ByteBuffer.wrap(held, 0, Math.max(0, held.length - unheardBytes)));
    }

    private byte[] next(byte[] bytes) throws IOException {
        if (unheard < 0) {
            unheard = at(recording.unheardStart48k());
        }
        packet.putBytes(0, bytes);
        int samples = decoder.decode(packet, 0, bytes.length, decoded, 0, maxSamples);
        if (samples < 0) {
            throw new IOException("the recording has a packet that cannot be decoded");
        }
        int from = Math.min(unheard, samples);
        unheard -= from;
        byte[] pcm = new byte[(samples - from) * frameBytes];
        decoded.getBytes(from * frameBytes, pcm);
        return pcm;
    }

    private int at(int samples48k) {
        return (int) ((long) samples48k * rateHz / OPUS_RATE_HZ);
    }
}
