/**
 * The signaling front door: one call starts it, and everything it needs is handed in.
 *
 * <p>In come settings, the media engine and the session manager; out come an HTTP port and calls on the engine. Threads
 * are those of {@code http}.
 */
@NullMarked
package io.ringway.signaling;

import org.jspecify.annotations.NullMarked;
