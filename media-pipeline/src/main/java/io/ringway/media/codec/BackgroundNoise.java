package io.ringway.media.codec;

import io.ringway.media.rtp.MediaPacket;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a sender is silent: the noise its last comfort-noise packet described (RFC
 * 3389), or nothing. Thread: the decoding stage's; the first description makes the generator.
 */
final class BackgroundNoise {

    private static final int BYTES_PER_SAMPLE = 2;
    private static final int CODEC_RATE_HZ = 8_000;
    private static final long SEED = 3_389;

    private final int rateHz;
    private final int channels;
    private final ComfortNoise description = new ComfortNoise();
    private @Nullable ComfortNoiseGenerator generator;
    private boolean sounding;

    BackgroundNoise(int rateHz, int channels) {
        this.rateHz = rateHz;
        this.channels = channels;
    }

    /** Begins, or changes, by a comfort-noise packet; false when that is malformed. */
    boolean describe(MediaPacket packet) {
        boolean good =
                description.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        if (good) {
            ComfortNoiseGenerator noise = generator;
            if (noise == null) {
                noise = new ComfortNoiseGenerator(CODEC_RATE_HZ, rateHz, channels, SEED);
                generator = noise;
            }
            noise.describe(description);
            sounding = true;
        }
        return good;
    }

    /** The sender speaks again. */
    void stop() {
        sounding = false;
    }

    /** Whether the sender has said how its silence sounds. */
    boolean sounds() {
        return sounding;
    }

    void write(MutableDirectBuffer pcm, int offset, int samplesPerChannel) {
        ComfortNoiseGenerator noise = generator;
        if (sounding && noise != null) {
            noise.generate(samplesPerChannel, pcm, offset);
        } else {
            pcm.setMemory(offset, samplesPerChannel * channels * BYTES_PER_SAMPLE, (byte) 0);
        }
    }
}
