/**
 * The HTTP front: one TCP port for requests, static pages, event streams and WebSockets, with or
 * without TLS.
 *
 * <p>In come bytes of strangers; out go {@link io.ringway.signaling.http.Request}s that are
 * complete and within every limit, handed to {@link io.ringway.signaling.http.Handler}s, and
 * WebSocket frames handed to {@link io.ringway.signaling.http.WebSocketHandler}s. Errors are
 * problem documents (RFC 9457).
 *
 * <p>Threads: Netty event loops read, parse and bound; every request and every WebSocket runs
 * straight-line on a virtual thread of its own. Requests of one connection are served one after
 * another, so pipelined ones are answered in order.
 *
 * <p>Deviations: of several ranges in one Range header none is honoured (RFC 9110 §14.2 permits
 * answering in full); WebSocket extensions, compression among them, are never agreed to.
 */
@NullMarked
package io.ringway.signaling.http;

import org.jspecify.annotations.NullMarked;
