package io.ringway.server.speech;

import com.google.protobuf.ByteString;
import io.ringway.media.file.WavReader;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.PlayAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A WAV file that is played into every session, cut into messages; in memory whole.
 *
 * @param chunks in order; the session id is still missing
 */
public record Reply(List<PlayAudio> chunks) {

    private static final int CHUNK_MS = 200;
    private static final int MAX_SECONDS = 600;
    private static final int TICKS_HZ = 48_000;

    public Reply {
        chunks = List.copyOf(chunks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be played; the message says why
     */
    public static Reply read(Path file) throws IOException {
        try (WavReader wav = WavReader.open(file)) {
            if (wav.samples() > (long) MAX_SECONDS * wav.rateHz()) {
                throw new IOException("it is longer than " + MAX_SECONDS + " s");
            }
            List<PlayAudio> chunks = new ArrayList<>();
            int samples = wav.rateHz() / 1_000 * CHUNK_MS;
            short[] pcm = new short[samples * wav.channels()];
            for (int got = wav.read(pcm, samples); got > 0; got = wav.read(pcm, samples)) {
                chunks.add(chunk(wav, pcm, got));
            }
            return new Reply(chunks);
        } catch (IOException e) {
            throw new IOException(
                    "reply %s cannot be played: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Length of a message's audio in samples at 48 kHz, as credits are counted. */
    static long ticks(PlayAudio chunk) {
        long samples = chunk.getPayload().size() / (2L * chunk.getChannels());
        return samples * (TICKS_HZ / chunk.getSampleRateHz());
    }

    private static PlayAudio chunk(WavReader wav, short[] pcm, int samples) {
        int count = samples * wav.channels();
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm, 0, count);
        return PlayAudio.newBuilder()
                .setFormat(AudioFormat.LINEAR16)
                .setSampleRateHz(wav.rateHz())
                .setChannels(wav.channels())
                .setPayload(ByteString.copyFrom(bytes))
                .build();
    }
}
