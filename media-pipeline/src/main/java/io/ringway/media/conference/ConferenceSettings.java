package io.ringway.media.conference;

import io.ringway.media.mixing.MixerSettings;

/**
 * Limits of conferences, and how they sound.
 *
 * @param rateHz what is mixed at: 8000, 16000, 24000 or 48000
 * @param maxRooms rooms at once, 0 to 10,000; 0 allows none
 * @param maxParticipants of each room, 2 to 1,000
 * @param maxSpeakers how many are heard at once, the loudest, 0 to 1,000; 0 for all who speak
 */
public record ConferenceSettings(int rateHz, int maxRooms, int maxParticipants, int maxSpeakers) {

    /** What all rooms send, ms of it a packet. */
    public static final int FRAME_MS = 20;

    private static final int HIGHEST_HZ = 48_000;

    /** Wide band, 100 rooms of 100 participants, the six loudest of whom are heard. */
    public static final ConferenceSettings DEFAULTS = new ConferenceSettings(16_000, 100, 100, 6);

    public ConferenceSettings {
        boolean known =
                rateHz == 8_000 || rateHz == 16_000 || rateHz == 24_000 || rateHz == HIGHEST_HZ;
        if (!known) {
            throw new IllegalArgumentException(
                    "conference-rate-hz must be 8000, 16000, 24000 or 48000, got " + rateHz);
        }
        inRange("conference-max-rooms", maxRooms, 0, 10_000);
        inRange("conference-max-participants", maxParticipants, 2, 1_000);
        inRange("conference-max-speakers", maxSpeakers, 0, 1_000);
    }

    /** The mixer of one room; who is in it is bounded where places are given. */
    MixerSettings mixer() {
        MixerSettings usual = MixerSettings.DEFAULTS;
        // Those who leave are in the mix for a frame longer than in the room.
        int room = 2 * maxParticipants;
        return new MixerSettings(
                rateHz,
                FRAME_MS,
                room,
                Math.min(maxSpeakers, room),
                usual.speechLevel(),
                usual.hangoverMs(),
                usual.challengeDb());
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
