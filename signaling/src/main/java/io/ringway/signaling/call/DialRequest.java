package io.ringway.signaling.call;

import org.jspecify.annotations.Nullable;

/**
 * A leg to be made.
 *
 * @param legId the new leg's session id
 * @param parties who calls, and whom; what the called party is shown
 * @param replaces the call the new leg is to take over at the called party (RFC 3891); null for
 *     none
 */
public record DialRequest(
        String legId,
        DialTarget target,
        CallParties parties,
        TransferTarget.@Nullable Attended replaces) {}
