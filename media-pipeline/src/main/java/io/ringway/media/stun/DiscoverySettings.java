package io.ringway.media.stun;

import java.time.Duration;

/**
 * How server-reflexive addresses are asked for.
 *
 * @param initialRtoNs first retransmission after this; doubles each time (RFC 8489 §6.2.1)
 * @param maxTransmissions Rc: requests sent before giving up
 * @param lastWaitRtos Rm: how many initial RTOs to wait after the last of them
 * @param refreshNs time between an answer and the next request; also keeps the NAT binding
 * @param retryNs time between giving up on a server and trying it again
 * @param maxServers most server and path combinations asked
 */
public record DiscoverySettings(
        long initialRtoNs,
        int maxTransmissions,
        int lastWaitRtos,
        long refreshNs,
        long retryNs,
        int maxServers) {

    public static final DiscoverySettings DEFAULTS =
            new DiscoverySettings(
                    Duration.ofMillis(500).toNanos(),
                    7,
                    16,
                    Duration.ofSeconds(25).toNanos(),
                    Duration.ofMinutes(5).toNanos(),
                    16);

    public DiscoverySettings {
        atLeast("initial-rto-ns", initialRtoNs, 10_000_000);
        atLeast("max-transmissions", maxTransmissions, 1);
        atLeast("last-wait-rtos", lastWaitRtos, 1);
        atLeast("refresh-ns", refreshNs, 1_000_000_000);
        atLeast("retry-ns", retryNs, 1_000_000_000);
        atLeast("max-servers", maxServers, 1);
    }

    private static void atLeast(String name, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(
                    "stun " + name + " must be at least " + min + ", got " + value);
        }
    }
}
