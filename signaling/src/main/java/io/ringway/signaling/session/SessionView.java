package io.ringway.signaling.session;

import io.ringway.media.LegStatistics;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A session as {@code GET /sessions/{id}} and its event stream show it.
 *
 * @param statistics null before there is a leg
 * @param level null when nobody measures it
 * @param recording path to fetch the recording from, null when there is none or it is not given out
 */
record SessionView(
        String sessionId,
        String state,
        boolean echo,
        @Nullable LegStatistics statistics,
        @Nullable AudioLevel level,
        @Nullable String recording) {

    static SessionView of(PeerSession session, LevelSource levels, boolean recordingsReadable)
            throws InterruptedException {
        LegStatistics statistics = session.statistics();
        boolean recorded = recordingsReadable && !session.recording().isEmpty();
        return new SessionView(
                session.id(),
                session.state().name().toLowerCase(Locale.ROOT),
                session.echo(),
                statistics,
                levels.levelOf(session.id()),
                recorded ? "/sessions/" + session.id() + "/recording" : null);
    }
}
