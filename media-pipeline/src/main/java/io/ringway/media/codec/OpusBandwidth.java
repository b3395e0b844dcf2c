package io.ringway.media.codec;

/** The audio bandwidths of Opus (RFC 6716 §2.1.3), and the sampling rates they stand for. */
enum OpusBandwidth {
    NARROW(1101, 8_000),
    MEDIUM(1102, 12_000),
    WIDE(1103, 16_000),
    SUPER_WIDE(1104, 24_000),
    FULL(1105, 48_000);

    private final int code;
    private final int rateHz;

    OpusBandwidth(int code, int rateHz) {
        this.code = code;
        this.rateHz = rateHz;
    }

    /** The value of the OPUS_BANDWIDTH_* constant. */
    int code() {
        return code;
    }

    /** The widest one that a party playing at that rate hears all of (RFC 7587 §3.1.1). */
    static OpusBandwidth heardAt(int playbackRateHz) {
        OpusBandwidth widest = NARROW;
        for (OpusBandwidth bandwidth : values()) {
            if (bandwidth.rateHz <= playbackRateHz) {
                widest = bandwidth;
            }
        }
        return widest;
    }
}
