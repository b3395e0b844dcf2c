package io.ringway.server.config;

/**
 * What calls may do.
 *
 * @param maxSessions calls open at once
 * @param echo which calls hear themselves from their start
 * @param echoQueuePackets packets of a call that may wait to be echoed
 */
public record CallSettings(int maxSessions, CallScope echo, int echoQueuePackets) {}
