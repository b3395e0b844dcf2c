package io.ringway.media.ice;

import java.time.Duration;

/**
 * Limits and times of every ICE agent.
 *
 * @param pacingNs Ta: least time between two new checks of a leg (RFC 8445 §14.2)
 * @param initialRtoNs first retransmission after this; doubles each time (§14.3)
 * @param maxTransmissions Rc: how often a check is sent before its pair fails
 * @param nominationDelayNs how long a controlling agent waits for a better pair after the first
 *     valid one
 * @param consentIntervalNs mean time between consent checks (RFC 7675 §5.1)
 * @param expiryNs consent, or anything heard in lite mode, is lost after this
 * @param establishNs a leg without a pair fails this long after the remote credentials came (RFC
 *     8863 §4 asks for at least 39.5 s)
 * @param disconnectedNs a lost leg fails after this, unless the peer comes back
 * @param selectedSilenceNs a selected pair this silent gives way to a lesser one
 * @param followMediaPackets authenticated packets in a row on another valid pair that make the leg
 *     follow
 * @param maxRemoteCandidates candidates taken from signaling, per generation
 * @param maxPeerReflexive addresses learned from checks, per generation
 * @param maxPairs size of a check list
 * @param maxSources addresses media is taken from at once
 */
public record IceSettings(
        long pacingNs,
        long initialRtoNs,
        int maxTransmissions,
        long nominationDelayNs,
        long consentIntervalNs,
        long expiryNs,
        long establishNs,
        long disconnectedNs,
        long selectedSilenceNs,
        int followMediaPackets,
        int maxRemoteCandidates,
        int maxPeerReflexive,
        int maxPairs,
        int maxSources) {

    public static final IceSettings DEFAULTS =
            new IceSettings(
                    Duration.ofMillis(50).toNanos(),
                    Duration.ofMillis(500).toNanos(),
                    7,
                    Duration.ofMillis(200).toNanos(),
                    Duration.ofSeconds(5).toNanos(),
                    Duration.ofSeconds(30).toNanos(),
                    Duration.ofSeconds(40).toNanos(),
                    Duration.ofSeconds(15).toNanos(),
                    Duration.ofSeconds(5).toNanos(),
                    5,
                    64,
                    16,
                    100,
                    16);

    public IceSettings {
        atLeast("pacing-ns", pacingNs, 5_000_000);
        atLeast("initial-rto-ns", initialRtoNs, pacingNs);
        inRange("max-transmissions", maxTransmissions, 1, 20);
        atLeast("nomination-delay-ns", nominationDelayNs, 0);
        atLeast("consent-interval-ns", consentIntervalNs, 500_000_000);
        atLeast("expiry-ns", expiryNs, consentIntervalNs);
        atLeast("establish-ns", establishNs, initialRtoNs);
        atLeast("disconnected-ns", disconnectedNs, 0);
        atLeast("selected-silence-ns", selectedSilenceNs, 0);
        inRange("follow-media-packets", followMediaPackets, 1, 1_000);
        inRange("max-remote-candidates", maxRemoteCandidates, 1, 1_000);
        inRange("max-peer-reflexive", maxPeerReflexive, 1, 1_000);
        inRange("max-pairs", maxPairs, 1, 1_000);
        inRange("max-sources", maxSources, 2, 1_000);
    }

    /**
     * The same with another bound on offered candidates, for legs that fail after that much
     * silence: the later part of it, half at most, is left to look for another way.
     */
    public IceSettings with(long silenceNs, int newMaxRemoteCandidates) {
        long searchNs = Math.min(disconnectedNs, silenceNs / 2);
        long lostAfterNs = silenceNs - searchNs;
        return new IceSettings(
                pacingNs,
                initialRtoNs,
                maxTransmissions,
                nominationDelayNs,
                Math.min(consentIntervalNs, lostAfterNs),
                lostAfterNs,
                establishNs,
                searchNs,
                selectedSilenceNs,
                followMediaPackets,
                newMaxRemoteCandidates,
                maxPeerReflexive,
                maxPairs,
                maxSources);
    }

    private static void atLeast(String name, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(
                    "ice " + name + " must be at least " + min + ", got " + value);
        }
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "ice " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
