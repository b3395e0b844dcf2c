package io.ringway.media.voice;

/**
 * Decides from one yes or no a frame whether a listener interrupts what is played to him: sound
 * first gives cause to pause, and then, by lasting, to stop for good; or it does not last, and what
 * was paused may go on.
 *
 * <p>Sound that comes in pieces with less than the hang-over between them is one sound. A {@link
 * VoiceActivity} holds on to speech by itself ({@link Aggressiveness#hangoverMs}), so the time to
 * confirm is to be longer than that. Thread: the owner's; nothing is allocated.
 */
public final class BargeInDetector {

    /** What a frame brought about. */
    public enum Event {
        /** Nothing changed. */
        NONE,
        /** Sound began: pause. */
        ONSET,
        /** Sound lasted: it is an interruption. Stop. */
        CONFIRMED,
        /** Sound did not last: go on where it was paused. */
        FALSE_START,
        /** The interrupter has stopped speaking. */
        ENDED
    }

    private enum State {
        QUIET,
        ONSET,
        CONFIRMED
    }

    private final long confirmNs;
    private final long hangoverNs;
    private State state = State.QUIET;
    private long onsetNs;
    private long lastSoundNs;

    /**
     * @param confirmNs how long sound must last, from its first frame's end to its last one's; 0
     *     confirms the second frame at the earliest
     * @param hangoverNs how long it may be interrupted
     */
    public BargeInDetector(long confirmNs, long hangoverNs) {
        if (confirmNs < 0 || hangoverNs < 0) {
            throw new IllegalArgumentException(
                    "times must not be negative, got " + confirmNs + " and " + hangoverNs + " ns");
        }
        this.confirmNs = confirmNs;
        this.hangoverNs = hangoverNs;
    }

    /** Takes the next frame, which ended at {@code nowNs}. */
    public Event onFrame(boolean speech, long nowNs) {
        return speech ? onSpeech(nowNs) : onSilence(nowNs);
    }

    /** Whether an interruption is confirmed and goes on. */
    public boolean interrupting() {
        return state == State.CONFIRMED;
    }

    /** Begins anew, as when something else is played. */
    public void reset() {
        state = State.QUIET;
    }

    private Event onSpeech(long nowNs) {
        lastSoundNs = nowNs;
        return switch (state) {
            case QUIET -> {
                onsetNs = nowNs;
                state = State.ONSET;
                yield Event.ONSET;
            }
            case ONSET -> {
                if (nowNs - onsetNs < confirmNs) {
                    yield Event.NONE;
                }
                state = State.CONFIRMED;
                yield Event.CONFIRMED;
            }
            case CONFIRMED -> Event.NONE;
        };
    }

    private Event onSilence(long nowNs) {
        if (state == State.QUIET || nowNs - lastSoundNs <= hangoverNs) {
            return Event.NONE;
        }
        Event event = state == State.ONSET ? Event.FALSE_START : Event.ENDED;
        state = State.QUIET;
        return event;
    }
}
