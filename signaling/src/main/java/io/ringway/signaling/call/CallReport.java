package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallView;
import java.time.Instant;

/**
 * A call as {@link Calls#all()} shows it.
 *
 * @param route where it went first, such as {@code echo} or {@code dial}; empty before
 * @param answeredAfterMs from its begin; −1 before it is answered
 * @param lengthMs from its begin until now, or until its end
 * @param ended whether it is over, and everybody has been told
 */
public record CallReport(
        String callId,
        Instant begun,
        String route,
        long answeredAfterMs,
        long lengthMs,
        boolean ended,
        CallView view) {}
