package io.ringway.server.dial;

import io.ringway.media.LegStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How a call went.
 *
 * @param failure why not all was done, in one line; null when it was
 * @param status the last final SIP status of the INVITE; 0 when none came
 * @param seconds how long it was up
 * @param agreement on media; null when there was none
 * @param media its last statistics; null when they could not be had
 * @param keysHeard keys the other side pressed, in order
 */
public record DialResult(
        @Nullable String failure,
        int status,
        DialTimes times,
        double seconds,
        @Nullable MediaAgreement agreement,
        @Nullable LegStatistics media,
        String keysHeard) {

    public boolean answered() {
        return times.answeredMs() >= 0;
    }
}
