package io.ringway.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of sessions.
 *
 * @param endpoint base URL; null is the embedded session manager
 * @param timeoutNs longest wait for one answer
 */
public record SessionManagerSettings(@Nullable URI endpoint, long timeoutNs) {}
