package io.ringway.signaling.sip.auth;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which counts of which nonces were used, so that a request that was overheard cannot be sent again
 * (RFC 7616 §5.5). Knows only nonces that came with a right password; when there are too many, the
 * one first used is forgotten, and with it every nonce that was made no later than it becomes
 * stale.
 *
 * <p>Thread: any.
 */
final class NonceCounts {

    /** Requests of one nonce may overtake each other by this much. */
    private static final int WINDOW = 64;

    private static final class Used {
        private long highest;
        private long window;

        /** Marks a count; false when it was marked before or is too old to tell. */
        boolean mark(long count) {
            long ahead = count - highest;
            if (ahead > 0) {
                window = ahead >= WINDOW ? 1 : (window << ahead) | 1;
                highest = count;
                return true;
            }
            long bit = -ahead < WINDOW ? 1L << -ahead : 0;
            boolean first = bit != 0 && (window & bit) == 0;
            window |= bit;
            return first;
        }
    }

    private final int capacity;
    private final long lifetimeNs;
    private final Map<String, Used> used = new LinkedHashMap<>();
    private @Nullable Long forgottenUntilNs;

    /**
     * @param capacity nonces remembered at once
     * @param lifetimeNs of a nonce; an older one is stale anyway and need not be remembered
     */
    NonceCounts(int capacity, long lifetimeNs) {
        this.capacity = capacity;
        this.lifetimeNs = lifetimeNs;
    }

    /**
     * Uses a count.
     *
     * @param count from the request, 1 when it has none
     * @return false when the nonce, or that count of it, cannot be used (any more)
     */
    synchronized boolean use(String nonce, long count, long nowNs) {
        if (count < 1) {
            return false;
        }
        Used known = used.get(nonce);
        if (known != null) {
            return known.mark(count);
        }
        long issuedNs = Nonces.issuedNs(nonce);
        if (forgottenUntilNs != null && issuedNs - forgottenUntilNs <= 0) {
            return false;
        }
        makeRoom(nowNs);
        Used first = new Used();
        first.mark(count);
        used.put(nonce, first);
        return true;
    }

    private void makeRoom(long nowNs) {
        Iterator<String> oldest = used.keySet().iterator();
        while (oldest.hasNext()) {
            long issuedNs = Nonces.issuedNs(oldest.next());
            boolean expired = nowNs - issuedNs >= lifetimeNs;
            if (!expired && used.size() < capacity) {
                return;
            }
            oldest.remove();
            if (!expired && (forgottenUntilNs == null || issuedNs - forgottenUntilNs > 0)) {
                forgottenUntilNs = issuedNs;
            }
        }
    }

    synchronized int size() {
        return used.size();
    }
}
