package io.ringway.media;

/**
 * What a new bridge is for.
 *
 * @param callId names it in logs and its recording
 * @param record whether both sides are recorded, as the two channels of one file: the first leg
 *     left
 */
public record BridgeSpec(String callId, boolean record) {}
