package io.ringway.media.codec;

/**
 * When a stream that needed the full decoder is given back to the one of speech, so that a stream
 * whose coding changes to and fro does not go over with every change.
 *
 * <p>Back after 1 s of nothing but what suits it: longer than the pauses in which an encoder tries
 * another mode, and a switch then costs (some five packets decoded for nothing) a tenth of what 1 s
 * of full decoding costs at most. Who needs the full decoder again within 10 s waits twice as long
 * the next time, up to 32 s. All times are of sound, at 48 kHz. Thread: the decoder's.
 */
final class SwitchPatience {

    static final int SUITED_48K = 48_000;
    static final int LASTING_48K = 480_000;
    static final int LONGEST_48K = 32 * SUITED_48K;

    private int wait48k;
    private int run48k;

    SwitchPatience() {
        reset();
    }

    /** A packet came while the full decoder is in use; whether it may go back with this one. */
    boolean isOver(boolean suits, int samples48k) {
        if (!suits) {
            run48k = 0;
            return false;
        }
        run48k = Math.min(LONGEST_48K + 1, run48k + samples48k);
        return run48k > wait48k;
    }

    /** A packet of speech was decoded as such; whether that has lasted for 10 s. */
    boolean lasts(int samples48k) {
        run48k = Math.min(LASTING_48K, run48k + samples48k);
        return run48k == LASTING_48K;
    }

    /** The full decoder has taken over. */
    void onWidened() {
        wait48k = run48k < LASTING_48K ? Math.min(2 * wait48k, LONGEST_48K) : SUITED_48K;
        run48k = 0;
    }

    /** The decoder of speech has taken over, or refused what seemed to suit it. */
    void onNarrowed() {
        run48k = 0;
    }

    /** Another sender. */
    void reset() {
        wait48k = SUITED_48K;
        run48k = LASTING_48K;
    }
}
