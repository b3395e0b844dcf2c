package io.ringway.server.dial;

import io.ringway.media.PlayRequest;
import io.ringway.media.file.FileSource;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.server.call.CallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The file that is played into the call. */
final class DialSound {

    /** Two hours: the file is the user's own, and kept in memory. */
    private static final SoundLimits LIMITS = new SoundLimits(7_200_000);

    private static final Set<Integer> PLAYED_RATES_HZ = Set.of(8_000, 16_000, 24_000, 48_000);

    private final Path file;
    private final SoundFile sound;

    private DialSound(Path file, SoundFile sound) {
        this.file = file;
        this.sound = sound;
    }

    /**
     * Reads it whole.
     *
     * @throws CallException when it cannot be played
     */
    static DialSound load(Path file) throws CallException {
        try {
            return new DialSound(file, SoundFile.load(file, LIMITS));
        } catch (IOException e) {
            throw new CallException("cannot play " + file + ": " + e.getMessage(), e);
        }
    }

    double seconds() {
        return sound.durationMs() / 1_000.0;
    }

    /** For people. */
    String description() {
        String channels = sound.channels() == 1 ? "mono" : "stereo";
        return "%d Hz %s".formatted(sound.rateHz(), channels);
    }

    /**
     * The sound as a leg plays it.
     *
     * @param maxSeconds 0 for no limit
     * @param onRead told once when the leg has read all of it
     */
    PlayRequest play(double maxSeconds, boolean loop, Runnable onRead) {
        int rateHz = PLAYED_RATES_HZ.contains(sound.rateHz()) ? sound.rateHz() : 48_000;
        long limit = maxSeconds == 0 ? Long.MAX_VALUE : Math.round(maxSeconds * rateHz);
        FileSource source = sound.source(rateHz, sound.channels(), loop);
        return new PlayRequest.Sound(
                file.toString(), () -> new LimitedSource(source, limit, onRead));
    }
}
