package io.ringway.signaling.sdp;

import java.util.random.RandomGenerator;

/** Our {@code o=} line: one session id, and a version that counts changes (RFC 3264 §8). */
public final class LocalOrigin {

    private final long sessionId;
    private long version;
    private String lastBody = "";

    /** RFC 8829 §5.2.1: 64 bits with the highest one clear. */
    public LocalOrigin(RandomGenerator random) {
        sessionId = random.nextLong() >>> 1;
    }

    /** The whole description; the version goes up when anything differs from the one before. */
    String describe(String body) {
        return describe("IN IP4 127.0.0.1", body);
    }

    /**
     * The same with an address of ours to tell.
     *
     * @param connection as in a {@code c=} line; the same one for the whole session
     */
    public String describe(String connection, String body) {
        if (!body.equals(lastBody)) {
            version++;
            lastBody = body;
        }
        String[] address = connection.split(" ");
        Origin origin =
                new Origin(
                        "-",
                        Long.toString(sessionId),
                        Long.toString(version),
                        address[0],
                        address[1],
                        address[2]);
        return new SdpBuilder().line('v', "0").line('o', origin.toSdp()).build() + body;
    }
}
