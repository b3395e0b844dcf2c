package io.ringway.media.ice;

import java.util.List;

/**
 * What one agent is made of.
 *
 * @param mode as negotiated so far; see {@link IceMode}
 * @param local first credentials of this side
 * @param tieBreaker 64 random bits (RFC 8445 §5.2)
 * @param legId goes into transaction ids, see {@link io.ringway.media.stun.TransactionId}
 * @param processSecret masks it; the same for all agents of a process
 * @param seed at least 16 unpredictable bytes of this agent alone
 * @param paths ways out, at least one
 * @param leg handed back in {@link IceCredentialsEntry#leg()}
 */
public record IceAgentSpec(
        IceMode mode,
        IceCredentials local,
        long tieBreaker,
        int legId,
        int processSecret,
        byte[] seed,
        List<LocalPath> paths,
        Object leg) {

    public IceAgentSpec {
        seed = seed.clone();
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("an ICE agent needs at least one local path");
        }
    }

    /** The same for that leg. */
    public IceAgentSpec withLeg(Object owner) {
        return new IceAgentSpec(mode, local, tieBreaker, legId, processSecret, seed, paths, owner);
    }

    @Override
    public byte[] seed() {
        return seed.clone();
    }

    /** Never prints the seed. */
    @Override
    public String toString() {
        return "IceAgentSpec[" + mode + ", " + local + ", legId=" + legId + ", " + paths + "]";
    }
}
