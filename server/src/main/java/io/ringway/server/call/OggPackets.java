package io.ringway.server.call;

import io.ringway.media.recording.OpusFileReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The packets of an Ogg/Opus file as they are, each with its own duration. */
final class OggPackets implements PacketSource {

    private final OpusFileReader reader;

    private OggPackets(OpusFileReader reader) {
        this.reader = reader;
    }

    static OggPackets open(Path file) throws IOException {
        return new OggPackets(OpusFileReader.open(file));
    }

    @Override
    public @Nullable OpusFrame next() throws IOException {
        return reader.next() ? new OpusFrame(reader.packet(), reader.samples48k()) : null;
    }

    @Override
    public int channels() {
        return reader.channels();
    }

    @Override
    public String description() {
        return "Ogg/Opus, " + (channels() == 1 ? "mono" : "stereo");
    }

    @Override
    public long length48k() {
        return -1;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
