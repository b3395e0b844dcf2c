package io.ringway.media.playback;

import io.ringway.media.codec.OpusPacket;
import org.agrona.concurrent.UnsafeBuffer;

/** What can stand in a playback queue. Lengths are in samples at 48 kHz ({@link #TICKS_HZ}). */
public sealed interface PlaybackItem {

    /** The clock all lengths are told on, a multiple of every rate. */
    int TICKS_HZ = 48_000;

    /** How long it plays; 0 for what only marks a place. */
    long ticks();

    /**
     * Samples as they are.
     *
     * @param samples signed 16-bit little-endian, channels interleaved; the item's own
     * @param rateHz 8000, 16000, 24000 or 48000
     * @param channels 1 or 2
     */
    record Pcm(byte[] samples, int rateHz, int channels) implements PlaybackItem {

        static final int BYTES_PER_SAMPLE = 2;

        public Pcm {
            if (rateHz != 8_000 && rateHz != 16_000 && rateHz != 24_000 && rateHz != 48_000) {
                throw new IllegalArgumentException(
                        "PCM must be 8000, 16000, 24000 or 48000 Hz, got " + rateHz);
            }
            if (channels < 1 || channels > 2) {
                throw new IllegalArgumentException("channels must be 1 or 2, got " + channels);
            }
            if (samples.length == 0 || samples.length % (BYTES_PER_SAMPLE * channels) != 0) {
                throw new IllegalArgumentException(
                        "16-bit PCM of %d channel(s) comes in multiples of %d bytes, got %d"
                                .formatted(channels, BYTES_PER_SAMPLE * channels, samples.length));
            }
        }

        int samplesPerChannel() {
            return samples.length / (BYTES_PER_SAMPLE * channels);
        }

        @Override
        public long ticks() {
            return (long) samplesPerChannel() * (TICKS_HZ / rateHz);
        }
    }

    /**
     * One Opus packet.
     *
     * @param packet RFC 6716 §3; the item's own
     * @param ticks its duration
     */
    record Opus(byte[] packet, long ticks) implements PlaybackItem {

        /** More than any sensible packet of 120 ms has. */
        public static final int MAX_BYTES = 8_192;

        /**
         * Makes an item of a packet.
         *
         * @throws IllegalArgumentException when it is none
         */
        public static Opus of(byte[] packet) {
            if (!isPacket(packet)) {
                throw new IllegalArgumentException(
                        "%d bytes that are no Opus packet (RFC 6716 §3.4) of at most %d bytes"
                                .formatted(packet.length, MAX_BYTES));
            }
            return new Opus(packet, samples48k(packet));
        }

        /** Whether those bytes can be played. */
        public static boolean isPacket(byte[] packet) {
            return packet.length <= MAX_BYTES && samples48k(packet) > 0;
        }

        private static int samples48k(byte[] packet) {
            return OpusPacket.samples48k(new UnsafeBuffer(packet), 0, packet.length);
        }
    }

    /** A place in the queue whose passing is told. */
    record Mark(String name) implements PlaybackItem {

        @Override
        public long ticks() {
            return 0;
        }
    }
}
