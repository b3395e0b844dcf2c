package io.ringway.media.recording;

import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording's file: made when the first packet comes, filled in where none came, and given up
 * with one line in the log when the disk fails.
 *
 * <p>Thread: the recorder's.
 */
final class RecordingFile {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingFile.class);
    private static final int SAMPLES_PER_MS = 48;

    /** Makes the file and its folder. */
    @FunctionalInterface
    interface Opener {

        FileChannel open(Path path) throws IOException;
    }

    private final String sessionId;
    private final Path path;
    private final int channels;
    private final int serial;
    private final Opener opener;
    private final int maxPage48k;
    private final long maxWaitNs;
    private final RecordingTimeline timeline;
    private final ConcealmentRequest concealment = new ConcealmentRequest();
    private @Nullable OpusFileWriter writer;
    private boolean failed;
    private byte lastToc;

    /**
     * @param path where the file goes, absolute
     */
    RecordingFile(
            String sessionId,
            Path path,
            int channels,
            int serial,
            Opener opener,
            RecordingSettings settings) {
        this.sessionId = sessionId;
        this.path = path;
        this.channels = channels;
        this.serial = serial;
        this.opener = opener;
        this.maxPage48k = settings.pageMs() * SAMPLES_PER_MS;
        this.maxWaitNs = TimeUnit.MILLISECONDS.toNanos(settings.pageMs());
        this.timeline = new RecordingTimeline((long) settings.maxGapMs() * SAMPLES_PER_MS);
    }

    /**
     * Writes a packet where its time says.
     *
     * @return its length, or the code of the reason why it is not in the file
     */
    int write(
            DirectBuffer packet,
            int offset,
            int length,
            long rtpTimestamp,
            int samples48k,
            long nowNs) {
        if (failed) {
            return Counter.DROP_RECORDING_FAILED.code();
        }
        long gap48k = timeline.gapBefore(rtpTimestamp);
        if (gap48k == RecordingTimeline.LATE) {
            return Counter.DROP_RECORDING_LATE.code();
        }
        try {
            OpusFileWriter out = writer == null ? create() : writer;
            if (gap48k > 0) {
                fill(out, gap48k, nowNs);
            }
            append(out, packet, offset, length, samples48k, nowNs);
            lastToc = packet.getByte(offset);
            return length;
        } catch (IOException e) {
            fail(e);
            return Counter.DROP_RECORDING_FAILED.code();
        }
    }

    /** Writes what has waited long enough. */
    void flushIfWaiting(long nowNs) {
        try {
            if (writer != null) {
                writer.flushIfWaiting(nowNs, maxWaitNs);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Ends the file; nothing may be written afterwards. */
    void finish() {
        try {
            if (writer != null) {
                writer.finish();
            }
        } catch (IOException e) {
            fail(e);
        }
        writer = null;
        failed = true;
    }

    private void fill(OpusFileWriter out, long gap48k, long nowNs) throws IOException {
        concealment.fill(
                lastToc,
                gap48k,
                (packet, offset, length, samples) ->
                        append(out, packet, offset, length, samples, nowNs));
    }

    private OpusFileWriter create() throws IOException {
        OpusFileWriter created = new OpusFileWriter(opener.open(path), serial, maxPage48k);
        writer = created;
        created.begin(channels);
        return created;
    }

    private void append(
            OpusFileWriter out,
            DirectBuffer packet,
            int offset,
            int length,
            int samples,
            long nowNs)
            throws IOException {
        out.write(packet, offset, length, samples, nowNs);
        timeline.advance(samples);
    }

    private void fail(IOException cause) {
        failed = true;
        OpusFileWriter broken = writer;
        writer = null;
        try {
            if (broken != null) {
                broken.abandon();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        LOG.error("recording given up call={} file={} cause={}", sessionId, path, cause.toString());
    }
}
