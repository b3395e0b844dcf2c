package io.ringway.server.speech;

import com.google.protobuf.ByteString;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.PlayAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A WAV or Ogg/Opus file that is played into every session, cut into messages of 200 ms, the last
 * of them filled with silence; in memory whole.
 *
 * @param chunks in order; the session id is still missing
 */
public record Reply(List<PlayAudio> chunks) {

    private static final int CHUNK_MS = 200;
    private static final int TICKS_HZ = 48_000;
    private static final Set<Integer> PLAYABLE_HZ = Set.of(8_000, 16_000, 24_000, TICKS_HZ);

    public Reply {
        chunks = List.copyOf(chunks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be played; the message says why
     */
    public static Reply read(Path file) throws IOException {
        try {
            SoundFile sound = SoundFile.load(file, SoundLimits.DEFAULTS);
            int rateHz = PLAYABLE_HZ.contains(sound.rateHz()) ? sound.rateHz() : TICKS_HZ;
            return new Reply(chunks(sound.source(rateHz, sound.channels(), false)));
        } catch (IOException e) {
            throw new IOException(
                    "reply %s cannot be played: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<PlayAudio> chunks(AudioSource source) {
        List<PlayAudio> chunks = new ArrayList<>();
        int samples = source.rateHz() / 1_000 * CHUNK_MS;
        short[] pcm = new short[samples * source.channels()];
        while (source.read(pcm, samples, 0)) {
            chunks.add(chunk(source, pcm));
        }
        return chunks;
    }

    /** Length of a message's audio in samples at 48 kHz, as credits are counted. */
    static long ticks(PlayAudio chunk) {
        long samples = chunk.getPayload().size() / (2L * chunk.getChannels());
        return samples * (TICKS_HZ / chunk.getSampleRateHz());
    }

    private static PlayAudio chunk(AudioSource source, short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return PlayAudio.newBuilder()
                .setFormat(AudioFormat.LINEAR16)
                .setSampleRateHz(source.rateHz())
                .setChannels(source.channels())
                .setPayload(ByteString.copyFrom(bytes))
                .build();
    }
}
