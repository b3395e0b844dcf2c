package io.ringway.media.ice;

/** Deadlines on a clock of any origin, compared by difference, with one value for "never". */
final class Deadline {

    static final long NONE = Long.MAX_VALUE;

    private Deadline() {}

    static long earlier(long a, long b) {
        if (a == NONE || b == NONE) {
            return a == NONE ? b : a;
        }
        return a - b < 0 ? a : b;
    }

    static boolean due(long deadlineNs, long nowNs) {
        return deadlineNs != NONE && deadlineNs - nowNs <= 0;
    }
}
