package io.ringway.media.mixing;

/**
 * How a mixer works.
 *
 * @param rateHz of all sources and mixes: 8000 to 48000, a multiple of 400
 * @param frameMs length of a mix, 10 or 20 ms
 * @param maxParticipants more are refused, 1 to 10,000
 * @param maxSpeakers how many are heard at once, the loudest; 0 for all who speak
 * @param speechLevel who is at least this loud speaks, 0 to 127 in −dBov; 127 is anything but
 *     digital silence
 * @param hangoverMs how long one who falls silent still counts as speaking, 0 to 5,000
 * @param challengeDb by how much one must be louder than a speaker to take his place, 0 to 40
 */
public record MixerSettings(
        int rateHz,
        int frameMs,
        int maxParticipants,
        int maxSpeakers,
        int speechLevel,
        int hangoverMs,
        int challengeDb) {

    /** 48 kHz, 20 ms, 200 participants of whom the five loudest are heard. */
    public static final MixerSettings DEFAULTS = new MixerSettings(48_000, 20, 200, 5, 60, 400, 6);

    public MixerSettings {
        require(rateHz >= 8_000 && rateHz <= 48_000 && rateHz % 400 == 0, "rateHz", rateHz);
        require(frameMs == 10 || frameMs == 20, "frameMs", frameMs);
        require(
                maxParticipants >= 1 && maxParticipants <= 10_000,
                "maxParticipants",
                maxParticipants);
        require(maxSpeakers >= 0 && maxSpeakers <= maxParticipants, "maxSpeakers", maxSpeakers);
        require(speechLevel >= 0 && speechLevel <= 127, "speechLevel", speechLevel);
        require(hangoverMs >= 0 && hangoverMs <= 5_000, "hangoverMs", hangoverMs);
        require(challengeDb >= 0 && challengeDb <= 40, "challengeDb", challengeDb);
    }

    /** Samples of a frame. */
    public int frameSamples() {
        return rateHz * frameMs / 1_000;
    }

    /** How many are heard at once at most. */
    int speakerPlaces() {
        return maxSpeakers == 0 ? maxParticipants : maxSpeakers;
    }

    private static void require(boolean valid, String name, int value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
