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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comes back to the first call, on its way to a file: recorded in a folder of its own, then
 * moved. Thread: the caller's.
 */
final class EchoFile implements AutoCloseable {

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
    static EchoFile open(Path target) throws CallException {
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

    Recorder recorder() {
        return recorder;
    }

    /**
     * Finishes the recording and moves it to its place.
     *
     * @param media the first call's last statistics
     * @return why there is none; null when there is
     */
    @Nullable String save(@Nullable LegStatistics media) {
        recorder.close();
        String name = media == null ? "" : media.recording();
        if (name.isEmpty() || !Files.exists(folder.resolve(name))) {
            return "nothing came back, so " + target + " was not written";
        }
        try {
            Files.move(folder.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException e) {
            return "cannot write " + target + ": " + e;
        }
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
