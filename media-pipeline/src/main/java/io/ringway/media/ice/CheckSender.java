package io.ringway.media.ice;

import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.StunWriter;
import io.ringway.media.stun.TransactionId;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * STUN memory of one shard: writes checks, verifies their answers. Shared by all agents of the
 * shard, as none keeps anything here between two calls.
 *
 * <p>Thread: the shard's.
 */
public final class CheckSender {

    private final StunIntegrity integrity = new StunIntegrity();
    private final StunWriter writer = new StunWriter(integrity);
    private final StunMessage response = new StunMessage();
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);

    void send(OutstandingCheck check, IceCredentials remote, IceOutput output) {
        TransactionId id = check.id;
        CandidatePair pair = check.pair;
        writer.beginRequest(bytes, 0, id)
                .username(pair.generation.username())
                .priority(pair.path.checkPriority())
                .role(check.controlling, check.tieBreaker);
        if (check.useCandidate) {
            writer.useCandidate();
        }
        int length = writer.finish(remote.key());
        output.send(pair.path.index(), bytes, 0, length, pair.remote.address);
    }

    StunMessage response() {
        return response;
    }

    /** Whether the parsed response carries both proofs (RFC 8445 §7.2.5, RFC 8489 §9.1.4). */
    boolean genuine(IceCredentials remote) {
        return integrity.verifyFingerprint(response)
                && integrity.verifyIntegrity(response, remote.key());
    }
}
