package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import io.ringway.media.counters.Counters;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.RecordingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comes back to a call, on its way to a file: recorded as Ogg/Opus in a folder of its own,
 * then moved, or decoded where the file is to be WAV. Thread: the caller's.
 */
public final class EchoFile implements AutoCloseable {

    private final Path target;
    private final Path folder;
    private final Recorder recorder;

    private EchoFile(Path target, Path folder, Recorder recorder) {
        this.target = target;
        this.folder = folder;
        this.recorder = recorder;
    }

    /**
     * Makes ready to record.
     *
     * @throws CallException when the target cannot be written
     */
    public static EchoFile open(Path target) throws CallException {
        Path parent = target.toAbsolutePath().getParent();
        boolean writable =
                parent != null
                        && Files.isWritable(parent)
                        && !Files.isDirectory(target)
                        && (!Files.exists(target) || Files.isWritable(target));
        if (!writable) {
            throw new CallException("cannot write --save " + target + "; name a file that can be");
        }
        try {
            Path folder = Files.createTempDirectory("ringway-call");
            return new EchoFile(
                    target,
                    folder,
                    Recorder.open(folder, RecordingSettings.defaults(), new Counters()));
        } catch (IOException e) {
            throw new CallException("cannot record for --save: " + e.getMessage(), e);
        }
    }

    public Recorder recorder() {
        return recorder;
    }

    /**
     * Finishes the recording and puts it in its place.
     *
     * @param media the call's last statistics
     * @param wavRateHz rate of a WAV file: 8000, 16000, 24000 or 48000
     * @return why there is none; null when there is
     */
    public @Nullable String save(@Nullable LegStatistics media, int wavRateHz) {
        recorder.close();
        String name = media == null ? "" : media.recording();
        if (name.isEmpty() || !Files.exists(folder.resolve(name))) {
            return "nothing came back, so " + target + " was not written";
        }
        try {
            Path recording = folder.resolve(name);
            Path wanted = isWav() ? WavCopy.write(recording, wavRateHz) : recording;
            Files.move(wanted, target, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException e) {
            return "cannot write " + target + ": " + e;
        }
    }

    private boolean isWav() {
        return target.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    /** Removes what is left of the folder; after the engine that records into it has closed. */
    @Override
    public void close() throws CallException {
        recorder.close();
        try (Stream<Path> left = Files.walk(folder)) {
            List<Path> deepestFirst = left.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new CallException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
