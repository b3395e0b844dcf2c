package io.ringway.media.mixing;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.codec.AudioSource;
import java.util.Arrays;

/**
 * Mixes: every participant hears the sum of all others who speak, saturated softly.
 *
 * <p>Whoever owns it calls {@link #mix} when a frame is due, then takes every participant's {@link
 * MixParticipant#frame}. While nobody is louder than −1 dBFS in sum, samples are the exact sum of
 * those of the sources. Thread: its owner's. Only joining allocates.
 */
public final class Mixer {

    private final MixerSettings settings;
    private final SpeakerChoice choice;
    private final DominantSpeaker dominant;
    private final SoftLimiter limiter;
    private final MixFrame shared;
    private final int[] sum;
    private final int[] others;
    private final MixParticipant[] participants;
    private int count;
    private long frames;

    public Mixer(MixerSettings settings, SpeakerListener listener) {
        this.settings = settings;
        this.choice = new SpeakerChoice(settings);
        this.dominant = new DominantSpeaker(listener);
        this.limiter = new SoftLimiter(settings.rateHz());
        this.shared = new MixFrame(settings.frameSamples(), true);
        this.sum = new int[settings.frameSamples()];
        this.others = new int[settings.frameSamples()];
        this.participants = new MixParticipant[settings.maxParticipants()];
    }

    /**
     * Lets somebody in; heard from the next mix on, faded in over 5 ms.
     *
     * @param id for the listener
     * @param source mono, at the mixer's rate; read once a mix
     * @throws CapacityExceededException when as many are in as may be
     */
    public MixParticipant add(long id, AudioSource source) {
        if (source.rateHz() != settings.rateHz() || source.channels() != 1) {
            throw new IllegalArgumentException(
                    "a mixer's sources have %d Hz and 1 channel, got %d Hz and %d"
                            .formatted(settings.rateHz(), source.rateHz(), source.channels()));
        }
        if (count == participants.length) {
            throw new CapacityExceededException(
                    "the mix has its " + participants.length + " participants");
        }
        MixParticipant added = new MixParticipant(id, source, settings, shared);
        participants[count++] = added;
        return added;
    }

    /** Lets somebody go: its source is not read again, and what it said fades out over 5 ms. */
    public void remove(MixParticipant participant) {
        participant.leave();
        dominant.forget(participant);
    }

    /** Those in the mix, and those who left since the last one. */
    public int participants() {
        return count;
    }

    /** What all hear who do not speak. */
    public MixFrame shared() {
        return shared;
    }

    /**
     * Mixes the frame that is due.
     *
     * @param nowNs when, for sources and the listener
     */
    public void mix(long nowNs) {
        for (int i = 0; i < count; i++) {
            participants[i].read(settings.frameMs(), nowNs);
        }
        choice.choose(participants, count);
        dominant.update(participants, count, nowNs);
        Arrays.fill(sum, 0);
        int contributors = 0;
        for (int i = 0; i < count; i++) {
            participants[i].addTo(sum);
            contributors += participants[i].contributes() ? 1 : 0;
        }
        limiter.limit(sum, sum.length, shared.pcm());
        shared.completed(frames++, contributors == 0);
        for (int i = 0; i < count; i++) {
            participants[i].hear(sum, others, contributors, shared, limiter);
        }
        forgetThoseWhoLeft();
    }

    private void forgetThoseWhoLeft() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!participants[i].isLeaving()) {
                participants[kept++] = participants[i];
            }
        }
        Arrays.fill(participants, kept, count, null);
        count = kept;
    }
}
