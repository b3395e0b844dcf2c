package io.ringway.server.config;

/**
 * What calls may do.
 *
 * @param maxSessions calls open at once
 * @param echo which calls hear themselves from their start
 * @param echoQueuePackets packets of a call that may wait to be echoed
 * @param playbackQueueMs audio that may be queued to be played into a call
 * @param apiToken what requests to /api/calls prove to know; empty lets this host only
 * @param eventIntervalNs time between two events of a session's stream
 */
public record CallSettings(
        int maxSessions,
        CallScope echo,
        int echoQueuePackets,
        int playbackQueueMs,
        String apiToken,
        long eventIntervalNs) {}
