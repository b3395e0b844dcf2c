/**
 * Recordings of received audio as Ogg/Opus files (RFC 3533, RFC 7845).
 *
 * <p>In: Opus packets in order, offered by shard threads without blocking or allocating. Out:
 * {@code <folder>/<nanosecond timestamp>/user_audio.ogg}, written page by page on a recorder
 * thread, so that a killed process loses under a second. Stretches for which no packet came are
 * filled with requests for concealment (RFC 7845 §4.1), so that a file's time is the stream's. A
 * slow or full disk costs packets of recordings, counted, and nothing else.
 */
@NullMarked
package io.ringway.media.recording;

import org.jspecify.annotations.NullMarked;
