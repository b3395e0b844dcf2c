package io.ringway.server.speech;

import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One received stream of one session: counted, written as LINEAR16 or as Opus, and if it is
 * LINEAR16 measured. A change of format begins another file. Thread: the sink's; {@link #level()}
 * any.
 */
final class SinkLeg {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLeg.class);

    private final String sessionId;
    private final int leg;
    private final SinkFiles files;
    private AudioFormat format = AudioFormat.AUDIO_FORMAT_UNSPECIFIED;
    private int rateHz;
    private int channels;
    private LevelMeter meter = new LevelMeter(0, 0);
    private @Nullable SinkFile file;
    private volatile LevelSnapshot level;
    private long segments;
    private double audioMs;
    private double droppedMs;

    SinkLeg(String sessionId, int leg, SinkFiles files) {
        this.sessionId = sessionId;
        this.leg = leg;
        this.files = files;
        level = snapshot();
    }

    /** Takes a segment in; returns whether there is a new level. Its values have been checked. */
    boolean add(AudioSegment segment) {
        if (isOtherFormat(segment)) {
            begin(segment);
        }
        segments++;
        double msPerSample = 1_000.0 / rateHz;
        droppedMs += segment.getDroppedSamples() * msPerSample;
        audioMs += (segment.getDroppedSamples() + lengthSamples(segment)) * msPerSample;
        boolean newLevel = false;
        if (format == AudioFormat.LINEAR16) {
            newLevel = addPcm(segment);
        } else if (format == AudioFormat.OPUS) {
            write(segment, silenceOf(segment));
        }
        if (newLevel) {
            level = snapshot();
        }
        return newLevel;
    }

    /** The level last measured. */
    LevelSnapshot level() {
        return level;
    }

    long segments() {
        return segments;
    }

    double audioMs() {
        return audioMs;
    }

    double droppedMs() {
        return droppedMs;
    }

    /** Writes what is pending; the stream broke and may come back. */
    void flush() {
        SinkFile current = file;
        if (current != null) {
            write(current, SinkFile::flush);
        }
    }

    void close() {
        SinkFile current = file;
        if (current != null) {
            files.close(current);
            file = null;
        }
    }

    private boolean isOtherFormat(AudioSegment segment) {
        return segment.getFormat() != format
                || segment.getSampleRateHz() != rateHz
                || segment.getChannels() != channels;
    }

    private void begin(AudioSegment segment) {
        close();
        format = segment.getFormat();
        rateHz = segment.getSampleRateHz();
        channels = segment.getChannels();
        meter = new LevelMeter(rateHz, channels);
        if (format == AudioFormat.LINEAR16 || format == AudioFormat.OPUS) {
            file = files.open(sessionId, leg, format, rateHz, channels);
        }
    }

    private boolean addPcm(AudioSegment segment) {
        long silence = silenceOf(segment);
        write(segment, silence);
        boolean silentLevel = silence > 0 && meter.addSilence(silence * channels);
        return meter.add(segment.getPayload().asReadOnlyByteBuffer()) || silentLevel;
    }

    /** What is missing before the segment's payload, or instead of it. */
    private long silenceOf(AudioSegment segment) {
        long instead = segment.getPayload().isEmpty() ? lengthSamples(segment) : 0;
        return segment.getDroppedSamples() + instead;
    }

    private void write(AudioSegment segment, long silence) {
        SinkFile current = file;
        if (current != null) {
            write(
                    current,
                    to -> {
                        to.appendSilence(silence);
                        to.append(segment.getPayload().asReadOnlyByteBuffer());
                    });
        }
    }

    private long lengthSamples(AudioSegment segment) {
        boolean written = format == AudioFormat.LINEAR16 && !segment.getPayload().isEmpty();
        return written
                ? segment.getPayload().size() / ((long) Short.BYTES * channels)
                : Integer.toUnsignedLong(segment.getSampleCount());
    }

    @FunctionalInterface
    private interface Write {
        void to(SinkFile file) throws IOException;
    }

    /** A file that cannot be written any more is given up; counting and measuring go on. */
    private void write(SinkFile current, Write what) {
        try {
            what.to(current);
        } catch (IOException e) {
            LOG.error("call={} leg={} is written no further: {}", sessionId, leg, e.toString());
            close();
        }
    }

    private LevelSnapshot snapshot() {
        return new LevelSnapshot(
                sessionId,
                leg,
                meter.rmsDbfs(),
                meter.peakDbfs(),
                Math.round(audioMs),
                Math.round(droppedMs));
    }
}
