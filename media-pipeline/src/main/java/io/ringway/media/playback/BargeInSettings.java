package io.ringway.media.playback;

/**
 * What the voice of a remote party does to what is played to it.
 *
 * @param pauses whether it pauses at the first sound of speech
 * @param confirmMs how long speech has to last until what is queued is thrown away, 160 to 5,000
 * @param staysPaused whether, when it did not last, somebody else says that it may go on
 */
public record BargeInSettings(boolean pauses, int confirmMs, boolean staysPaused) {

    public static final int DEFAULT_CONFIRM_MS = 300;

    /** Voices change nothing. */
    public static final BargeInSettings OFF = new BargeInSettings(false, DEFAULT_CONFIRM_MS, false);

    private static final int MIN_CONFIRM_MS = 160;
    private static final int MAX_CONFIRM_MS = 5_000;

    public BargeInSettings {
        if (!isConfirmMs(confirmMs)) {
            throw new IllegalArgumentException(
                    "confirm_ms must be %d to %d, got %d"
                            .formatted(MIN_CONFIRM_MS, MAX_CONFIRM_MS, confirmMs));
        }
    }

    /** Whether a voice can be confirmed within that time. */
    public static boolean isConfirmMs(int confirmMs) {
        return confirmMs >= MIN_CONFIRM_MS && confirmMs <= MAX_CONFIRM_MS;
    }
}
