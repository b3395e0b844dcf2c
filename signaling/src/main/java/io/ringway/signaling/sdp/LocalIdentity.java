package io.ringway.signaling.sdp;

import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The names this side goes by in one session, drawn from the generator it was given. */
final class LocalIdentity {

    private final RandomGenerator random;
    private final String cname;
    private final String streamId;
    private String tlsId;

    LocalIdentity(RandomGenerator random) {
        this.random = random;
        cname = uuid();
        streamId = uuid();
        tlsId = uuid();
    }

    /** RFC 7022 §4.2: random, and the same for every stream of the session. */
    String cname() {
        return cname;
    }

    /** One MediaStream for all sections (RFC 8830). */
    String streamId() {
        return streamId;
    }

    /** Names the DTLS association (RFC 8842 §4); 36 characters where 20 are the least. */
    String tlsId() {
        return tlsId;
    }

    void renewTlsId() {
        tlsId = uuid();
    }

    /**
     * A stream for a new section.
     *
     * @param taken SSRCs in use on either side (RFC 3550 §8.1)
     */
    LocalStream newStream(Set<Long> taken) {
        long ssrc;
        do {
            ssrc = Integer.toUnsignedLong(random.nextInt());
        } while (ssrc == 0 || taken.contains(ssrc));
        return new LocalStream(ssrc, uuid());
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
