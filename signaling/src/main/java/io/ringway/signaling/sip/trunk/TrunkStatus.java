package io.ringway.signaling.sip.trunk;

import java.time.Instant;

/**
 * A trunk at one moment.
 *
 * @param reason why it is failing; empty when it is not
 * @param since when the registration came into that state
 * @param server the one in use
 * @param serverUp whether that one answers
 */
public record TrunkStatus(
        String name,
        RegistrationState registration,
        String reason,
        Instant since,
        TrunkServer server,
        boolean serverUp) {}
