package io.ringway.media.mixing;

import org.jspecify.annotations.Nullable;

/**
 * Tells who leads the conversation, for pages that show one face large: the loudest speaker, once
 * he has been louder than the one shown for 700 ms. In a silence the last one stays.
 *
 * <p>Thread: the mixer's. Allocates nothing.
 */
final class DominantSpeaker {

    private static final long LEAD_NS = 700_000_000;
    private static final float LEAD_DB = 3;

    private final SpeakerListener listener;
    private @Nullable MixParticipant shown;
    private @Nullable MixParticipant challenger;
    private long sinceNs;

    DominantSpeaker(SpeakerListener listener) {
        this.listener = listener;
    }

    void update(MixParticipant[] participants, int count, long nowNs) {
        MixParticipant best = loudest(participants, count);
        if (best == null || best == shown) {
            challenger = null;
        } else if (shown == null || !shown.isSpeaker()) {
            show(best, nowNs);
        } else if (best.score() < shown.score() + LEAD_DB) {
            challenger = null;
        } else if (best != challenger) {
            challenger = best;
            sinceNs = nowNs;
        } else if (nowNs - sinceNs >= LEAD_NS) {
            show(best, nowNs);
        }
    }

    /** Somebody has left. */
    void forget(MixParticipant gone) {
        shown = shown == gone ? null : shown;
        challenger = challenger == gone ? null : challenger;
    }

    private void show(MixParticipant next, long nowNs) {
        shown = next;
        challenger = null;
        listener.onDominantSpeaker(next.id(), next.level(), nowNs);
    }

    private static @Nullable MixParticipant loudest(MixParticipant[] participants, int count) {
        MixParticipant best = null;
        for (int i = 0; i < count; i++) {
            MixParticipant each = participants[i];
            if (each.isSpeaker() && (best == null || each.score() > best.score())) {
                best = each;
            }
        }
        return best;
    }
}
