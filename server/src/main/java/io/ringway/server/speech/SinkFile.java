package io.ringway.server.speech;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file one leg's audio is written to, in one format. Thread: the sink's. */
sealed interface SinkFile extends Closeable permits WavFile, OggFile {

    Path path();

    /** Adds a segment's payload. */
    void append(ByteBuffer payload) throws IOException;

    /** Adds what was not sent or did not arrive. */
    void appendSilence(long samplesPerChannel) throws IOException;

    /** Makes safe what is pending. */
    void flush() throws IOException;
}
