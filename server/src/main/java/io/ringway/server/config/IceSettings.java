package io.ringway.server.config;

import io.ringway.media.ice.IceMode;

/**
 * How calls find a path.
 *
 * @param mode LITE, or CONTROLLED for a full agent
 * @param expiryNs silence after which a call has ended
 * @param gatheringLimitNs wait of an answer for its first candidate
 * @param maxCandidates remote candidates between one restart and the next
 */
public record IceSettings(IceMode mode, long expiryNs, long gatheringLimitNs, int maxCandidates) {}
