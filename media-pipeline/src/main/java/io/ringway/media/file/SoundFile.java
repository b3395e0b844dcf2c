package io.ringway.media.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A sound file in memory, to be played by many legs at once: announcements, music on hold.
 *
 * <p>Each rate it is played at is one copy of its own, made when first asked for. Thread: any,
 * though loading and the first {@link #source} of a rate take their time and are not for media
 * threads.
 */
public final class SoundFile {

    private final Sound original;
    private final Map<Variant, Sound> variants = new ConcurrentHashMap<>();

    private record Variant(int rateHz, int channels) {}

    private SoundFile(Sound original) {
        this.original = original;
    }

    /**
     * Reads a file: WAV of 16-bit PCM, or Ogg/Opus, told apart by what they begin with.
     *
     * @throws IOException when it cannot be played; the message says what is wrong with it and what
     *     would be right, and leaves out its name
     */
    public static SoundFile load(Path file, SoundLimits limits) throws IOException {
        Sound sound =
                switch (magicOf(file)) {
                    case "RIFF" -> WavSound.read(file, limits);
                    case "OggS" -> OpusSound.read(file, limits);
                    default -> throw new IOException("it is neither a WAV nor an Ogg/Opus file");
                };
        if (sound.samples() == 0) {
            throw new IOException("it holds no samples");
        }
        return new SoundFile(sound);
    }

    /** Samples a second in the file. */
    public int rateHz() {
        return original.rateHz();
    }

    /** Channels in the file, 1 or 2. */
    public int channels() {
        return original.channels();
    }

    /** How long it plays. */
    public long durationMs() {
        return original.samples() * 1_000L / original.rateHz();
    }

    /**
     * Something that plays it from the start.
     *
     * @param rateHz 8000 to 48000, in steps of 25
     * @param channels 1 or 2
     * @param loop whether it begins again at its end
     */
    public FileSource source(int rateHz, int channels, boolean loop) {
        Sound sound =
                variants.computeIfAbsent(
                        new Variant(rateHz, channels),
                        wanted -> convert(wanted.rateHz(), wanted.channels()));
        return new FileSource(sound, loop);
    }

    private Sound convert(int rateHz, int channels) {
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels must be 1 or 2, got " + channels);
        }
        // Fewer channels first: there is less to convert.
        boolean fewer = channels < original.channels();
        return fewer ? original.on(channels).at(rateHz) : original.at(rateHz).on(channels);
    }

    static void requireLength(long samples, int rateHz, SoundLimits limits) throws IOException {
        if (samples > limits.maxSamples(rateHz)) {
            throw new IOException(
                    "it is longer than the "
                            + limits.maxDurationMs() / 1_000.0
                            + " s that are kept in memory; shorten it: sox FILE OUT trim 0 "
                            + limits.maxDurationMs() / 1_000.0);
        }
    }

    private static String magicOf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is no regular file" : "it is not there");
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        }
    }
}
