package io.ringway.media;

/**
 * What the remote side asks of the Opus we send it (RFC 7587 §6.1). It is sent in mono whatever the
 * other side would take, so that {@code stereo} has no place here.
 *
 * @param maxBitrateBps {@code maxaveragebitrate}; 0 for none
 * @param maxPlaybackRateHz {@code maxplaybackrate}: more it cannot play; 0 for none
 * @param dtx {@code usedtx}: silence need not be sent
 * @param constantBitrate {@code cbr}
 */
public record SendingLimits(
        int maxBitrateBps, int maxPlaybackRateHz, boolean dtx, boolean constantBitrate) {

    /** Nothing was asked. */
    public static final SendingLimits NONE = new SendingLimits(0, 0, false, false);

    public SendingLimits {
        if (maxBitrateBps < 0 || maxPlaybackRateHz < 0) {
            throw new IllegalArgumentException(
                    "limits must be positive or 0 for none, got "
                            + maxBitrateBps
                            + " bit/s and "
                            + maxPlaybackRateHz
                            + " Hz");
        }
    }
}
