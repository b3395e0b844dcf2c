package io.ringway.signaling.session;

import org.jspecify.annotations.Nullable;

/**
 * Knows the live level of sessions: the embedded speech service, or nobody. Thread: any; does not
 * block.
 */
@FunctionalInterface
public interface LevelSource {

    /** Knows none. */
    LevelSource NONE = sessionId -> null;

    /** Null when nothing is known of that session. */
    @Nullable AudioLevel levelOf(String sessionId);
}
