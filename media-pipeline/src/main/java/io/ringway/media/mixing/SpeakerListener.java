package io.ringway.media.mixing;

/** Hears who speaks, in the mixer's thread. */
@FunctionalInterface
public interface SpeakerListener {

    /**
     * Another participant leads the conversation.
     *
     * @param level of its last frame, 0 to 127 in −dBov
     */
    void onDominantSpeaker(long participantId, int level, long nowNs);
}
