package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.WavSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a page heard: samples as its loudspeaker got them, behind its jitter buffer.
 *
 * @param samples mono, at {@link #RATE_HZ}
 * @param atMs when each block of 10 ms was heard, by the clock of the machine
 */
record BrowserEar(short[] samples, long[] atMs) {

    static final int RATE_HZ = 48_000;

    private static final int BLOCK_SAMPLES = RATE_HZ / 100;

    /** Some 50 dB below full scale: softer than any speech of a test, louder than its echo. */
    private static final double AUDIBLE = 100;

    /** Begins to listen. */
    static void open(BrowserCall call) throws Exception {
        call.ask("listen");
    }

    /** Ends listening. */
    static BrowserEar close(BrowserCall call) throws Exception {
        JsonNode heard = call.ask("heard");
        WavSamples sound = sound(heard);
        assertEquals(RATE_HZ, sound.rateHz());
        short[] samples = sound.channel(0);
        JsonNode blocks = heard.path("blocks");
        long[] atMs = new long[blocks.size()];
        for (int i = 0; i < atMs.length; i++) {
            assertEquals(BLOCK_SAMPLES, blocks.get(i).path("samples").asInt());
            atMs[i] = blocks.get(i).path("atMs").asLong();
        }
        return new BrowserEar(samples, atMs);
    }

    /** What a page tells of what it heard, at whatever rate its decoder has. */
    static WavSamples sound(JsonNode heard) {
        byte[] bytes = Base64.getDecoder().decode(heard.path("pcm").asText());
        short[] samples = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new WavSamples(heard.path("rateHz").asInt(), 1, samples);
    }

    /** At 16 kHz: telephone speech has nothing a filter would have to take away. */
    short[] narrow() {
        short[] narrow = new short[samples.length / 3];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = samples[3 * i];
        }
        return narrow;
    }

    /** When something was heard first. */
    long firstSoundMs() {
        return soundMs(0, 1);
    }

    /** When something was heard last. */
    long lastSoundMs() {
        return soundMs(atMs.length - 1, -1);
    }

    private long soundMs(int from, int step) {
        for (int block = from; block >= 0 && block < atMs.length; block += step) {
            if (rms(block) > AUDIBLE) {
                return atMs[block];
            }
        }
        throw new AssertionError("nothing was heard in " + atMs.length + " blocks");
    }

    private double rms(int block) {
        short[] part =
                Arrays.copyOfRange(samples, block * BLOCK_SAMPLES, (block + 1) * BLOCK_SAMPLES);
        double power = 0;
        for (short sample : part) {
            power += (double) sample * sample;
        }
        return Math.sqrt(power / part.length);
    }
}
