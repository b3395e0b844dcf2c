/**
 * What operators see: counters and gauges come in, a Prometheus page goes out at {@code /metrics},
 * and {@code ringway stat} reads that page back. Runs on whatever thread serves the request; it
 * only reads.
 */
@NullMarked
package io.ringway.server.metrics;

import org.jspecify.annotations.NullMarked;
