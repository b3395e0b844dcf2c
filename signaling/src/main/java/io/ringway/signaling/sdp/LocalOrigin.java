package io.ringway.signaling.sdp;

import java.util.random.RandomGenerator;

/** Our {@code o=} line: one session id, and a version that counts changes (RFC 3264 §8). */
final class LocalOrigin {

    private final long sessionId;
    private long version;
    private String lastBody = "";

    /** RFC 8829 §5.2.1: 64 bits with the highest one clear. */
    LocalOrigin(RandomGenerator random) {
        sessionId = random.nextLong() >>> 1;
    }

    /** The whole description; the version goes up when anything differs from the one before. */
    String describe(String body) {
        if (!body.equals(lastBody)) {
            version++;
            lastBody = body;
        }
        Origin origin =
                new Origin(
                        "-",
                        Long.toString(sessionId),
                        Long.toString(version),
                        "IN",
                        "IP4",
                        "127.0.0.1");
        return new SdpBuilder().line('v', "0").line('o', origin.toSdp()).build() + body;
    }
}
