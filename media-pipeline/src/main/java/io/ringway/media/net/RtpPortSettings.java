package io.ringway.media.net;

/**
 * The UDP ports of legs over plain RTP: an even one for RTP and the next for RTCP each (RFC 3550
 * §11).
 *
 * @param minPort first of the range, 1,024 to 65,534
 * @param maxPort last of the range, inclusive; at least one pair above
 * @param quarantineMs how long a pair rests after use, so that late packets of one call do not
 *     reach another; less when no other pair is left; 0 to 600,000
 */
public record RtpPortSettings(int minPort, int maxPort, int quarantineMs) {

    /**
     * 4,950 pairs: beside the shared media port, and below the ports that Linux gives to clients
     * (32768 to 60999).
     */
    public static final RtpPortSettings DEFAULTS = new RtpPortSettings(10_100, 19_999, 5_000);

    public RtpPortSettings {
        check(minPort >= 1_024, "rtp-min-port must be 1024 or more, got " + minPort);
        check(maxPort <= 65_535, "rtp-max-port must be 65535 or less, got " + maxPort);
        check(
                (minPort + 1 & ~1) + 1 <= maxPort,
                "rtp-min-port " + minPort + " to rtp-max-port " + maxPort + " hold no port pair");
        check(
                quarantineMs >= 0 && quarantineMs <= 600_000,
                "rtp port quarantine must be 0 to 600000 ms, got " + quarantineMs);
    }

    int firstPort() {
        return minPort + 1 & ~1;
    }

    /** Port pairs of the range. */
    public int pairs() {
        return (maxPort - firstPort() + 1) / 2;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
