package io.ringway.server.config;

/**
 * Running the process.
 *
 * @param nodeId this node's name in logs and metrics
 * @param shutdownTimeoutNs time calls get to end at shutdown
 * @param collectAtGrowthPercent more calls than at the last collection of the heap call for another
 *     one; 0 for never
 */
public record OperationSettings(
        String nodeId, long shutdownTimeoutNs, int collectAtGrowthPercent) {}
