package io.ringway.media.codec;

/**
 * Encodes G.722 at 64 kb/s (ITU-T G.722, mode 1) from any rate. Its RTP clock is 8 kHz although its
 * sound has 16 kHz (RFC 3551 §4.5.2). Thread: the owner's.
 */
public final class G722Encoder extends WaveformEncoder {

    private static final int CODEC_RATE_HZ = 16_000;

    /** Of both filters together. */
    private static final int FILTER_DELAY = 22;

    private final G722LowerBand lower = new G722LowerBand();
    private final G722HigherBand higher = new G722HigherBand();
    private final QuadratureMirrorFilter filter = new QuadratureMirrorFilter();
    private final int[] low = new int[CODEC_RATE_HZ / 10];
    private final int[] high = new int[CODEC_RATE_HZ / 10];

    /**
     * @param rateHz of the input: 8000, 16000, 24000 or 48000
     * @param channels of the input; 2 are mixed down
     */
    public G722Encoder(int rateHz, int channels) {
        super(CODEC_RATE_HZ, rateHz, channels);
    }

    @Override
    void compress(short[] pcm, int samples, byte[] octets) {
        int pairs = samples / 2;
        filter.split(pcm, 0, pairs, low, high);
        for (int i = 0; i < pairs; i++) {
            octets[i] = (byte) (higher.encode(high[i]) << 6 | lower.encode(low[i]));
        }
    }

    @Override
    int codecDelay() {
        return FILTER_DELAY;
    }

    @Override
    void restart() {
        lower.reset();
        higher.reset();
        filter.reset();
    }
}
