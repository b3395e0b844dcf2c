package io.ringway.media.codec;

/** Decodes G.711 (RFC 3551 §4.5.14) to any rate, with concealment. Thread: the owner's. */
public final class G711Decoder extends WaveformDecoder {

    private static final int CODEC_RATE_HZ = 8_000;

    private final G711 law;

    /**
     * @param rateHz of the output: 8000, 16000, 24000 or 48000
     * @param channels of the output: with 2, both get the packets' one
     */
    public G711Decoder(G711 law, int rateHz, int channels) {
        super(CODEC_RATE_HZ, rateHz, channels);
        this.law = law;
    }

    @Override
    void expand(byte[] octets, int length, short[] pcm) {
        for (int i = 0; i < length; i++) {
            pcm[i] = law.decode(octets[i]);
        }
    }

    @Override
    void restart() {
        // Every octet stands for itself.
    }
}
