package io.ringway.media.codec;

/** Encodes G.711 (RFC 3551 §4.5.14) from any rate. Thread: the owner's. */
public final class G711Encoder extends WaveformEncoder {

    private static final int CODEC_RATE_HZ = 8_000;

    private final G711 law;

    /**
     * @param rateHz of the input: 8000, 16000, 24000 or 48000
     * @param channels of the input; 2 are mixed down
     */
    public G711Encoder(G711 law, int rateHz, int channels) {
        super(CODEC_RATE_HZ, rateHz, channels);
        this.law = law;
    }

    @Override
    void compress(short[] pcm, int samples, byte[] octets) {
        for (int i = 0; i < samples; i++) {
            octets[i] = law.encode(pcm[i]);
        }
    }

    @Override
    int codecDelay() {
        return 0;
    }

    @Override
    void restart() {
        // Every octet stands for itself.
    }
}
