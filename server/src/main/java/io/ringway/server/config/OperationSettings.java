package io.ringway.server.config;

/**
 * Running the process.
 *
 * @param nodeId this node's name in logs and metrics
 * @param shutdownTimeoutNs time calls get to end at shutdown
 */
public record OperationSettings(
        String nodeId, long shutdownTimeoutNs, CollectionSettings collection) {}
