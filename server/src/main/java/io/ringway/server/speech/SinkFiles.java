package io.ringway.server.speech;

import io.ringway.media.recording.OpusFile;
import io.ringway.proto.AudioFormat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files go, what they are called and how many may be open. Nothing that exists is ever
 * overwritten. Thread: the sink's.
 */
final class SinkFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SinkFiles.class);
    private static final int MAX_SAME_NAME = 1_000;

    private final @Nullable Path folder;
    private final int maxOpenFiles;
    private int openFiles;

    private SinkFiles(@Nullable Path folder, int maxOpenFiles) {
        this.folder = folder;
        this.maxOpenFiles = maxOpenFiles;
    }

    /**
     * Makes the folder and sees whether files can be made in it.
     *
     * @throws IOException with one line that says what to do, if not
     */
    static SinkFiles in(@Nullable Path folder, int maxOpenFiles) throws IOException {
        if (folder == null) {
            return new SinkFiles(null, maxOpenFiles);
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".ringway", ".tmp"));
        } catch (IOException e) {
            throw new IOException(
                    "cannot write to sink folder %s (%s); make it writable or choose another by RINGWAY_SINK_DIR"
                            .formatted(folder.toAbsolutePath(), e.getClass().getSimpleName()),
                    e);
        }
        return new SinkFiles(folder, maxOpenFiles);
    }

    /**
     * Opens {@code <session>-<leg>.wav}, or {@code .ogg} for Opus, or with {@code -2}, {@code -3}…
     * if there is one already; null if no files are wanted, or none can be had (logged).
     */
    @Nullable SinkFile open(
            String sessionId, int leg, AudioFormat format, int rateHz, int channels) {
        if (folder == null) {
            return null;
        }
        if (openFiles >= maxOpenFiles) {
            LOG.warn("call={} leg={} not written: {} files are open", sessionId, leg, openFiles);
            return null;
        }
        try {
            String name = safeName(sessionId) + "-" + leg;
            SinkFile file =
                    format == AudioFormat.OPUS
                            ? new OggFile(OpusFile.create(free(folder, name, ".ogg"), channels))
                            : WavFile.create(free(folder, name, ".wav"), rateHz, channels);
            openFiles++;
            return file;
        } catch (IOException e) {
            LOG.error("call={} leg={} cannot be written: {}", sessionId, leg, e.toString());
            return null;
        }
    }

    /** Finishes a file. */
    void close(SinkFile file) {
        openFiles--;
        try {
            file.close();
        } catch (IOException e) {
            LOG.error("{} could not be finished: {}", file.path(), e.toString());
        }
    }

    /** The first name that is not taken. */
    private static Path free(Path folder, String name, String ending) throws IOException {
        for (int n = 1; n < MAX_SAME_NAME; n++) {
            Path path = folder.resolve(n == 1 ? name + ending : name + "-" + n + ending);
            if (!Files.exists(path)) {
                return path;
            }
        }
        throw new FileAlreadyExistsException(name, null, MAX_SAME_NAME + " files of that name");
    }

    /** Session ids may hold anything printable; a name of a file holds no path. */
    static String safeName(String sessionId) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < sessionId.length(); i++) {
            char c = sessionId.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_".indexOf(c) >= 0);
            boolean innerDot = c == '.' && i > 0;
            name.append(plain || innerDot ? c : String.format("%%%02X", (int) c));
        }
        return name.toString();
    }
}
