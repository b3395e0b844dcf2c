/**
 * Signaling: how calls are set up, changed and ended.
 *
 * <p>In come requests and messages of browsers and phones; out go answers, events and calls of the
 * media plane's control API ({@link io.ringway.media.MediaEngine}). One virtual thread a connection
 * or call; protocol cores below are sans-IO.
 */
@NullMarked
package io.ringway.signaling;

import org.jspecify.annotations.NullMarked;
