package io.ringway.media.recording;

import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All recordings of a process, in one folder.
 *
 * <p>Thread: any; only {@link #open} and {@link #close} touch the disk or wait.
 */
public final class Recorder implements AutoCloseable {

    private static final String FILE_NAME = "user_audio.ogg";
    private static final String CALL_FILE_NAME = "call.ogg";
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final Path folder;
    private final RecordingSettings settings;
    private final Counters counters;
    private final RecordingFile.Opener opener;
    private final List<RecorderThread> threads = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong lastNs = new AtomicLong();

    private Recorder(
            Path folder,
            RecordingSettings settings,
            Counters counters,
            RecordingFile.Opener opener) {
        this.folder = folder;
        this.settings = settings;
        this.counters = counters;
        this.opener = opener;
        for (int i = 0; i < settings.threads(); i++) {
            String name = "recorder-" + i;
            threads.add(
                    new RecorderThread(
                            name,
                            new RecorderQueue(settings.queueBytes()),
                            counters.newBlock(name)));
        }
        threads.forEach(RecorderThread::start);
    }

    /**
     * Makes the folder when it is not there, and proves that it can be written.
     *
     * @throws IOException when it cannot; the message is one line that says what to do
     */
    public static Recorder open(Path folder, RecordingSettings settings, Counters counters)
            throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", ""));
        } catch (IOException e) {
            throw new IOException(
                    "recording folder "
                            + folder.toAbsolutePath()
                            + " cannot be written ("
                            + e
                            + "); make it writable or name another with RINGWAY_RECORDING_DIR",
                    e);
        }
        return open(folder, settings, counters, Recorder::create);
    }

    /** The same without the check, and with another way to make files. */
    static Recorder open(
            Path folder,
            RecordingSettings settings,
            Counters counters,
            RecordingFile.Opener opener) {
        return new Recorder(folder.toAbsolutePath(), settings, counters, opener);
    }

    /**
     * Begins a recording at {@code <folder>/<unixNs>/user_audio.ogg}; when that name is taken, the
     * next free nanosecond. The file itself is made once there is a packet.
     *
     * @param sessionId for the log
     * @param channels 1 or 2, as the stream announces
     * @param unixNs wall-clock time in nanoseconds since 1970
     */
    public Recording start(String sessionId, int channels, long unixNs) {
        return start(sessionId, FILE_NAME, channels, unixNs);
    }

    /**
     * The same of both sides of a call, at {@code <folder>/<unixNs>/call.ogg}: two channels.
     *
     * @param callId for the log
     */
    public Recording startCall(String callId, long unixNs) {
        return start(callId, CALL_FILE_NAME, 2, unixNs);
    }

    private Recording start(String sessionId, String fileName, int channels, long unixNs) {
        long name = lastNs.updateAndGet(last -> Math.max(last + 1, unixNs));
        Path path = Path.of(Long.toString(name), fileName);
        long id = ids.getAndIncrement();
        RecorderThread thread = threads.get((int) (id % threads.size()));
        RecordingFile file =
                new RecordingFile(
                        sessionId,
                        folder.resolve(path),
                        channels,
                        Long.hashCode(name),
                        opener,
                        settings);
        Recording recording =
                new Recording(id, path, settings.queuePackets(), thread.queue(), file, counters);
        thread.add(recording);
        return recording;
    }

    /** Recordings whose file is not ended yet. */
    public int active() {
        return threads.stream().mapToInt(RecorderThread::active).sum();
    }

    /** Ends every recording and waits a few seconds for the disk. */
    @Override
    public void close() {
        try {
            for (RecorderThread thread : threads) {
                thread.close(CLOSE_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileChannel create(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
