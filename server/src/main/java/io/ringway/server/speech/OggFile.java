package io.ringway.server.speech;

import io.ringway.media.recording.OpusFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Opus packets as they came, in an Ogg file. Thread: the sink's. */
final class OggFile implements SinkFile {

    /** An hour; every 120 ms of it are a packet. */
    private static final long MAX_SILENCE_48K = 3_600L * 48_000;

    private final OpusFile file;
    private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);

    OggFile(OpusFile file) {
        this.file = file;
    }

    @Override
    public Path path() {
        return file.path();
    }

    /** A packet that is malformed is left out. */
    @Override
    public void append(ByteBuffer payload) throws IOException {
        if (payload.hasRemaining()) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            packet.wrap(bytes);
            file.append(packet, 0, bytes.length);
        }
    }

    /**
     * @param samplesPerChannel at 48 kHz
     */
    @Override
    public void appendSilence(long samplesPerChannel) throws IOException {
        if (samplesPerChannel > MAX_SILENCE_48K) {
            throw new IOException(path() + " takes no gap of " + samplesPerChannel + " samples");
        }
        file.appendSilence(samplesPerChannel);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
