package io.ringway.signaling.sip.dialog;

import io.ringway.media.KeyOrigin;
import java.util.ArrayDeque;

/**
 * Makes one press of a key one event when a phone tells it in its media and in signaling: a press
 * that comes by the other way within the window is the echo of one already told. Presses that come
 * the same way are presses, however fast.
 */
final class KeyPresses {

    /** How far apart the two ways may tell of one press. */
    static final long WINDOW_NS = 1_000_000_000L;

    private static final int MOST_KEPT = 32;

    private record Press(char key, boolean signaled, long atNs) {}

    private final ArrayDeque<Press> unmatched = new ArrayDeque<>();

    /** Whether this is a press not told yet. */
    boolean isNew(char key, KeyOrigin origin, long nowNs) {
        boolean signaled = origin == KeyOrigin.SIGNALING;
        unmatched.removeIf(press -> nowNs - press.atNs() > WINDOW_NS);
        for (Press press : unmatched) {
            if (press.key() == key && press.signaled() != signaled) {
                unmatched.remove(press);
                return false;
            }
        }
        if (unmatched.size() == MOST_KEPT) {
            unmatched.poll();
        }
        unmatched.add(new Press(key, signaled, nowNs));
        return true;
    }
}
