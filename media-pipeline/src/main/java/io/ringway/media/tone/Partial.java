package io.ringway.media.tone;

/**
 * One sine of a tone.
 *
 * @param hz its frequency, above 0 and below 4000, as telephones carry no more
 * @param levelDbm0 its level as telephony states it, where a sine of full scale has +3.14 dBm0
 *     (ITU-T G.711, A-law)
 */
public record Partial(double hz, double levelDbm0) {

    /** Level of the loudest sine that G.711's A-law carries. */
    public static final double FULL_SCALE_DBM0 = 3.14;

    public Partial {
        if (!(hz > 0 && hz < 4_000)) {
            throw new IllegalArgumentException("hz must be above 0 and below 4000, got " + hz);
        }
        if (!(levelDbm0 >= -70 && levelDbm0 <= FULL_SCALE_DBM0)) {
            throw new IllegalArgumentException(
                    "levelDbm0 must be -70 to 3.14 dBm0, got " + levelDbm0);
        }
    }

    /** Its peak in 16-bit samples. */
    double amplitude() {
        return Short.MAX_VALUE * Math.pow(10, (levelDbm0 - FULL_SCALE_DBM0) / 20);
    }
}
