package io.ringway.media.ice;

/**
 * What an event loop has to know of a leg to answer its checks without asking it. Immutable; when
 * the role changes the agent publishes another entry for the same username fragment.
 *
 * @param local the leg's own credentials
 * @param lite whether the leg only answers, so that it can never take control
 * @param controlling the role it has now
 * @param tieBreaker unsigned, for role conflicts (RFC 8445 §7.3.1.1)
 * @param generation counts restarts, so that the agent knows which check list a check belongs to
 * @param leg whatever the engine finds the leg by; not looked at here
 */
public record IceCredentialsEntry(
        IceCredentials local,
        boolean lite,
        boolean controlling,
        long tieBreaker,
        int generation,
        Object leg) {}
