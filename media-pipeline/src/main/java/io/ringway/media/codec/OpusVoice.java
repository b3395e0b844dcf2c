package io.ringway.media.codec;

import io.ringway.media.SendingLimits;

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

    private static final int LEAST_BITRATE_BPS = 6_000;

    public OpusVoice {
        // The encoder's own settings know what is allowed.
        settings(bitrateBps, complexity, dtx, true, 0, SendingLimits.NONE);
    }

    /**
     * Settings of an encoder of mono at 48 kHz.
     *
     * @param inbandFec whether the far end wants redundancy
     * @param expectedLossPercent share of packets it is expected to lose, 0 to 100
     * @param limits what else the far end asks for
     */
    public OpusEncoderSettings settings(
            boolean inbandFec, int expectedLossPercent, SendingLimits limits) {
        return settings(bitrateBps, complexity, dtx, inbandFec, expectedLossPercent, limits);
    }

    /** Whether silence is hardly sent to a far end that asks for that. */
    public boolean dtx(SendingLimits limits) {
        return dtx || limits.dtx();
    }

    private static OpusEncoderSettings settings(
            int bitrateBps,
            int complexity,
            boolean dtx,
            boolean inbandFec,
            int lossPercent,
            SendingLimits limits) {
        int askedBps = limits.maxBitrateBps();
        return new OpusEncoderSettings(
                RATE_HZ,
                1,
                askedBps == 0
                        ? bitrateBps
                        : Math.min(bitrateBps, Math.max(LEAST_BITRATE_BPS, askedBps)),
                complexity,
                OpusEncoderSettings.Application.VOICE,
                inbandFec,
                lossPercent,
                dtx || limits.dtx(),
                limits.constantBitrate(),
                limits.maxPlaybackRateHz() == 0 ? RATE_HZ : limits.maxPlaybackRateHz());
    }
}
