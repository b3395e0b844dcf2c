package io.ringway.media.codec;

/**
 * Decodes G.722 at 64 kb/s (ITU-T G.722, mode 1) to any rate, with concealment. Its RTP clock is 8
 * kHz although its sound has 16 kHz (RFC 3551 §4.5.2). Thread: the owner's.
 */
public final class G722Decoder extends WaveformDecoder {

    private static final int CODEC_RATE_HZ = 16_000;

    private final G722LowerBand lower = new G722LowerBand();
    private final G722HigherBand higher = new G722HigherBand();
    private final QuadratureMirrorFilter filter = new QuadratureMirrorFilter();
    private final int[] low = new int[CODEC_RATE_HZ / 10];
    private final int[] high = new int[CODEC_RATE_HZ / 10];

    /**
     * @param rateHz of the output: 8000, 16000, 24000 or 48000
     * @param channels of the output: with 2, both get the packets' one
     */
    public G722Decoder(int rateHz, int channels) {
        super(CODEC_RATE_HZ, rateHz, channels);
    }

    @Override
    void expand(byte[] octets, int length, short[] pcm) {
        for (int i = 0; i < length; i++) {
            low[i] = lower.decode(octets[i] & 0x3F);
            high[i] = higher.decode(octets[i] >> 6 & 3);
        }
        filter.join(low, high, length, pcm);
    }

    @Override
    void restart() {
        lower.reset();
        higher.reset();
        filter.reset();
    }
}
