package io.ringway.media.leg;

import io.ringway.media.codec.ComfortNoise;
import io.ringway.media.codec.ComfortNoiseGenerator;
import io.ringway.media.rtp.MediaPacket;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Fills the pauses of a sender with the noise its comfort-noise packets describe (RFC 3389), faded
 * in and out over a frame.
 *
 * <p>Thread: the shard's. Only the first description allocates.
 */
final class PauseNoise {

    private static final int CODEC_RATE_HZ = 8_000;
    private static final int FRAMES_PER_SECOND = 50;
    private static final long SEED = 3_389;

    private final int rateHz;
    private final ComfortNoise description = new ComfortNoise();
    private final UnsafeBuffer noise;
    private @Nullable ComfortNoiseGenerator generator;
    private boolean pausing;
    private boolean ending;
    private float share;

    /**
     * @param rateHz of the frames, which are mono and of up to 20 ms
     */
    PauseNoise(int rateHz) {
        this.rateHz = rateHz;
        this.noise = new UnsafeBuffer(new byte[2 * rateHz / FRAMES_PER_SECOND]);
    }

    /** The sender is silent from now on, and says how its silence sounds. */
    void onDescription(MediaPacket packet) {
        if (!description.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            return;
        }
        ComfortNoiseGenerator current = generator;
        if (current == null) {
            current = new ComfortNoiseGenerator(CODEC_RATE_HZ, rateHz, 1, SEED);
            generator = current;
        }
        current.describe(description);
        pausing = true;
        ending = false;
    }

    /** The sender speaks again; the pause ends when that is heard. */
    void onSpeech() {
        ending = pausing;
    }

    /**
     * Completes a frame.
     *
     * @param said whether there is anything in it
     * @param real whether all of that was received
     * @return whether there is anything in it now
     */
    boolean fill(short[] pcm, int samples, boolean said, boolean real) {
        ComfortNoiseGenerator current = generator;
        if (current == null || (!pausing && share == 0)) {
            return said;
        }
        if (ending && real) {
            pausing = false;
            ending = false;
        }
        float target = pausing && !real ? 1 : 0;
        current.generate(samples, noise, 0);
        float step = (target - share) / samples;
        for (int i = 0; i < samples; i++) {
            share += step;
            float own = said ? pcm[i] * (1 - share) : 0;
            float filled = own + share * noise.getShort(2 * i, ByteOrder.LITTLE_ENDIAN);
            pcm[i] = (short) Math.round(filled);
        }
        share = target;
        return said || pausing;
    }
}
