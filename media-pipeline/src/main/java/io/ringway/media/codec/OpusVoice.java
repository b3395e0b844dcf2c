package io.ringway.media.codec;

/**
 * How speech is encoded into calls, in the operator's hands.
 *
 * @param bitrateBps 6,000 to 510,000 bits a second
 * @param complexity 0 (cheapest) to 10
 * @param dtx whether silence is hardly sent at all
 */
public record OpusVoice(int bitrateBps, int complexity, boolean dtx) {

    /** 32 kb/s, every frame sent. */
    public static final OpusVoice DEFAULTS = new OpusVoice(32_000, 5, false);

    private static final int RATE_HZ = 48_000;

    public OpusVoice {
        // The encoder's own settings know what is allowed.
        settings(bitrateBps, complexity, dtx, true, 0);
    }

    /**
     * Settings of an encoder of mono at 48 kHz.
     *
     * @param inbandFec whether the far end wants redundancy
     * @param expectedLossPercent share of packets it is expected to lose, 0 to 100
     */
    public OpusEncoderSettings settings(boolean inbandFec, int expectedLossPercent) {
        return settings(bitrateBps, complexity, dtx, inbandFec, expectedLossPercent);
    }

    private static OpusEncoderSettings settings(
            int bitrateBps, int complexity, boolean dtx, boolean inbandFec, int lossPercent) {
        return new OpusEncoderSettings(
                RATE_HZ,
                1,
                bitrateBps,
                complexity,
                OpusEncoderSettings.Application.VOICE,
                inbandFec,
                lossPercent,
                dtx);
    }
}
