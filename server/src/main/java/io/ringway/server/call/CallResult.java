package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How one call went.
 *
 * @param number from 1
 * @param connected whether media could flow
 * @param failure why not all was sent, in one line; null when it was
 * @param media the leg's last statistics; null when they could not be had
 */
public record CallResult(
        int number,
        boolean connected,
        @Nullable String failure,
        SetupTimes setup,
        SendProgress sent,
        @Nullable LegStatistics media) {

    public boolean complete() {
        return failure == null;
    }
}
