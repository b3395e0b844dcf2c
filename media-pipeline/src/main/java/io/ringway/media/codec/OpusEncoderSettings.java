package io.ringway.media.codec;

/**
 * How to encode.
 *
 * @param rateHz input samples a second: 8000, 12000, 16000, 24000 or 48000
 * @param channels 1 or 2
 * @param bitrateBps 6,000 to 510,000 bits a second
 * @param complexity 0 (cheapest) to 10
 * @param inbandFec whether packets carry a coarse copy of the frame before them
 * @param expectedLossPercent share of packets expected to be lost, 0 to 100; 0 leaves redundancy
 *     out
 * @param dtx whether silence is sent as packets of a byte or two, mostly
 * @param constantBitrate whether all packets are of one size
 * @param maxPlaybackRateHz what the far end plays at most; bandwidth beyond is not spent on it
 */
public record OpusEncoderSettings(
        int rateHz,
        int channels,
        int bitrateBps,
        int complexity,
        Application application,
        boolean inbandFec,
        int expectedLossPercent,
        boolean dtx,
        boolean constantBitrate,
        int maxPlaybackRateHz) {

    private static final int FULL_BAND_HZ = 48_000;

    /** What the encoder is tuned for. */
    public enum Application {
        /** Speech: linear prediction and hybrid modes where they serve. */
        VOICE(2048),
        /** Faithful to any sound. */
        AUDIO(2049),
        /** Transform coding only, with the least delay. */
        LOW_DELAY(2051);

        private final int code;

        Application(int code) {
            this.code = code;
        }

        /** The value of the OPUS_APPLICATION_* constant. */
        int code() {
            return code;
        }
    }

    /** 48 kHz mono speech at 32 kb/s with redundancy for 10 % loss. */
    public static final OpusEncoderSettings VOICE =
            new OpusEncoderSettings(48_000, 1, 32_000, 5, Application.VOICE, true, 10, false);

    public OpusEncoderSettings {
        boolean rateKnown = rateHz == 12_000 || OpusCodecs.isOutputRate(rateHz);
        require(rateKnown, "Opus encodes 8000, 12000, 16000, 24000 or 48000 Hz, got " + rateHz);
        require(channels == 1 || channels == 2, "channels must be 1 or 2, got " + channels);
        require(
                bitrateBps >= 6_000 && bitrateBps <= 510_000,
                "bitrate must be 6000 to 510000 bit/s, got " + bitrateBps);
        require(complexity >= 0 && complexity <= 10, "complexity must be 0 to 10: " + complexity);
        require(
                expectedLossPercent >= 0 && expectedLossPercent <= 100,
                "expected loss must be 0 to 100 percent, got " + expectedLossPercent);
    }

    /** Bits go where they are needed, at any bandwidth. */
    public OpusEncoderSettings(
            int rateHz,
            int channels,
            int bitrateBps,
            int complexity,
            Application application,
            boolean inbandFec,
            int expectedLossPercent,
            boolean dtx) {
        this(
                rateHz,
                channels,
                bitrateBps,
                complexity,
                application,
                inbandFec,
                expectedLossPercent,
                dtx,
                false,
                FULL_BAND_HZ);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
