package io.ringway.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of sessions.
 *
 * @param endpoint base URL; null is the embedded session manager
 * @param timeoutNs longest wait for one answer
 * @param maxCalls told at once
 * @param maxWaiting waiting for their turn
 * @param maxGoodbyes ends of sessions kept to be told later
 */
public record SessionManagerSettings(
        @Nullable URI endpoint, long timeoutNs, int maxCalls, int maxWaiting, int maxGoodbyes) {}
