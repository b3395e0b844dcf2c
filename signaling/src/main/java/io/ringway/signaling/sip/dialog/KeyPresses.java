package io.ringway.signaling.sip.dialog;

import java.util.ArrayDeque;

/**
 * Makes one press of a key one event when a phone tells it both ways: a press that comes by the
 * other way within the window is the echo of one already told. Presses that come the same way are
 * presses, however fast.
 */
final class KeyPresses {

    /** How far apart the two ways may tell of one press. */
    static final long WINDOW_NS = 1_000_000_000L;

    private static final int MOST_KEPT = 32;

    /** How a press is told. */
    enum Way {
        MEDIA,
        SIGNALING
    }

    private record Press(char key, Way way, long atNs) {}

    private final ArrayDeque<Press> unmatched = new ArrayDeque<>();

    /** Whether this is a press not told yet. */
    boolean isNew(char key, Way way, long nowNs) {
        unmatched.removeIf(press -> nowNs - press.atNs() > WINDOW_NS);
        for (Press press : unmatched) {
            if (press.key() == key && press.way() != way) {
                unmatched.remove(press);
                return false;
            }
        }
        if (unmatched.size() == MOST_KEPT) {
            unmatched.poll();
        }
        unmatched.add(new Press(key, way, nowNs));
        return true;
    }
}
