package io.ringway.signaling.call;

import io.ringway.media.PlayRequest;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.tone.Tone;
import io.ringway.media.tone.TonePlan;
import io.ringway.media.tone.ToneSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sounds by name: files of a folder, and tones for what has no file. A file {@code NAME.wav},
 * {@code NAME.ogg} or {@code NAME.opus} comes before the tone of that name; it is read when it is
 * first played, and kept.
 *
 * <p>Thread: any.
 */
public final class Sounds {

    private static final Logger LOG = LoggerFactory.getLogger(Sounds.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final List<String> SUFFIXES = List.of(".wav", ".ogg", ".opus");
    private static final int RATE_HZ = 16_000;

    private final @Nullable Path folder;
    private final SoundLimits limits;
    private final Map<String, Tone> tones;
    // As many as there are files in the folder.
    private final Map<Path, SoundFile> files = new ConcurrentHashMap<>();

    /**
     * @param folder where files are; null for none
     * @param plan what tones sound like
     */
    public Sounds(@Nullable Path folder, SoundLimits limits, TonePlan plan) {
        this.folder = folder;
        this.limits = limits;
        this.tones = CallTones.of(plan);
    }

    /** Tones of that country, and no files. */
    public static Sounds ofTones(TonePlan plan) {
        return new Sounds(null, SoundLimits.DEFAULTS, plan);
    }

    /** Whether there is a sound of that name. */
    public boolean has(String name) {
        return NAME.matcher(name).matches() && (fileOf(name) != null || tones.containsKey(name));
    }

    /**
     * A sound to be played.
     *
     * @param loop whether it begins again at its end
     * @param onRead called once when all of it was read, or it cannot be
     * @return empty when there is none of that name
     */
    public Optional<PlayRequest> find(String name, boolean loop, Runnable onRead) {
        if (!has(name)) {
            return Optional.empty();
        }
        return Optional.of(
                new PlayRequest.Sound(
                        name,
                        () -> {
                            try {
                                return new FinishingSource(open(name, loop), onRead);
                            } catch (IOException | RuntimeException e) {
                                onRead.run();
                                throw e;
                            }
                        }));
    }

    private AudioSource open(String name, boolean loop) throws IOException {
        Path file = fileOf(name);
        if (file != null) {
            return loaded(file).source(RATE_HZ, 1, loop);
        }
        Tone tone = tones.get(name);
        if (tone == null) {
            throw new IOException("its file is not there any more");
        }
        return new ToneSource(loop ? new Tone(tone.segments(), true) : tone, RATE_HZ);
    }

    private SoundFile loaded(Path file) throws IOException {
        SoundFile kept = files.get(file);
        if (kept != null) {
            return kept;
        }
        SoundFile read = SoundFile.load(file, limits);
        files.put(file, read);
        LOG.info("sound read file={} length={}ms", file, read.durationMs());
        return read;
    }

    private @Nullable Path fileOf(String name) {
        if (folder == null) {
            return null;
        }
        for (String suffix : SUFFIXES) {
            Path file = folder.resolve(name + suffix);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
