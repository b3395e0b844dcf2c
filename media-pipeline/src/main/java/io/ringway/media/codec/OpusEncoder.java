package io.ringway.media.codec;

/** One stream's Opus encoder (RFC 6716). Thread: the owner's. */
public sealed interface OpusEncoder extends AudioEncoder permits LibopusEncoder, ConcentusEncoder {

    /** What a frame the encoder refuses yields. */
    int FAILED = AudioEncoder.FAILED;

    /** What it was made with. */
    OpusEncoderSettings settings();

    @Override
    default int rateHz() {
        return settings().rateHz();
    }

    @Override
    default int channels() {
        return settings().channels();
    }

    @Override
    default int clockRateHz() {
        return OpusDecoder.CLOCK_HZ;
    }
}
