package io.ringway.media;

import io.ringway.media.codec.AudioSource;
import java.io.IOException;

/** What can be played into a call. */
public sealed interface PlayRequest {

    /**
     * Samples, queued behind what is queued already.
     *
     * @param samples signed 16-bit little-endian, channels interleaved; not changed from now on
     * @param rateHz 8000, 16000, 24000 or 48000
     * @param channels 1 or 2
     */
    record Pcm(byte[] samples, int rateHz, int channels) implements PlayRequest {}

    /**
     * A file, a tone or whatever else makes sound, until it has nothing more to say. One replaces
     * the one before.
     *
     * @param name for the log
     * @param opener called on a thread that may wait
     */
    record Sound(String name, Opener opener) implements PlayRequest {}

    /** Opens a sound. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens it, from its beginning.
         *
         * @return 8, 16, 24 or 48 kHz; read a little ahead of what is heard, by one thread
         * @throws IOException when it cannot be read
         */
        AudioSource open() throws IOException;
    }
}
