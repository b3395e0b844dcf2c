package io.ringway.media.playout;

/**
 * Tells sound that nobody would miss: it is about as quiet as the quietest of late.
 *
 * <p>The floor follows a quieter frame at once and rises by 3 dB a second.
 */
final class NoiseFloor {

    private static final double RISE_PER_SECOND = 2;

    /** Passive is what lies less than 6 dB above the floor. */
    private static final double PASSIVE_RATIO = 4;

    /** Mean square of −66 dBFS; what is below is passive anyway, and no floor is lower. */
    private static final double INAUDIBLE = 270;

    private static final double LOUDEST_FLOOR = 1e6;

    private double floor = INAUDIBLE;

    /** Adds a frame that is played. */
    void onFrame(double power, double seconds) {
        double risen = floor * (1 + (RISE_PER_SECOND - 1) * seconds);
        floor = Math.clamp(Math.min(power, risen), INAUDIBLE, LOUDEST_FLOOR);
    }

    boolean isPassive(double power) {
        return power < floor * PASSIVE_RATIO;
    }
}
