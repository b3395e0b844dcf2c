package io.ringway.media.mixing;

/**
 * Chooses who is heard: as many of the loudest as there are places. Who has a place keeps it until
 * he falls silent or another is clearly louder, so that two alike do not take turns by the frame.
 *
 * <p>Thread: the mixer's. Allocates nothing.
 */
final class SpeakerChoice {

    private final int places;
    private final float challengeDb;

    SpeakerChoice(MixerSettings settings) {
        this.places = settings.speakerPlaces();
        this.challengeDb = settings.challengeDb();
    }

    /** Says of each participant whether it is a speaker. */
    void choose(MixParticipant[] participants, int count) {
        int taken = keep(participants, count);
        for (int rounds = 0; rounds < places; rounds++) {
            int best = loudestWaiting(participants, count);
            if (best < 0) {
                return;
            }
            if (taken < places) {
                taken++;
            } else {
                int worst = softestSpeaking(participants, count);
                float lead = participants[best].score() - participants[worst].score();
                if (lead <= challengeDb) {
                    return;
                }
                participants[worst].speaker(false);
            }
            participants[best].speaker(true);
        }
    }

    private static int keep(MixParticipant[] participants, int count) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            boolean stays = participants[i].isSpeaker() && participants[i].wantsToSpeak();
            participants[i].speaker(stays);
            taken += stays ? 1 : 0;
        }
        return taken;
    }

    private static int loudestWaiting(MixParticipant[] participants, int count) {
        int best = -1;
        for (int i = 0; i < count; i++) {
            MixParticipant each = participants[i];
            boolean waits = each.wantsToSpeak() && !each.isSpeaker();
            if (waits && (best < 0 || each.score() > participants[best].score())) {
                best = i;
            }
        }
        return best;
    }

    private static int softestSpeaking(MixParticipant[] participants, int count) {
        int worst = -1;
        for (int i = 0; i < count; i++) {
            MixParticipant each = participants[i];
            if (each.isSpeaker() && (worst < 0 || each.score() < participants[worst].score())) {
                worst = i;
            }
        }
        return worst;
    }
}
