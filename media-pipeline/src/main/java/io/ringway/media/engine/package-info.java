/**
 * The media engine: opens sockets, shards and helpers, wires them, and closes them in order.
 *
 * <p>In comes one settings record; out goes {@link io.ringway.media.MediaEngine}. All wiring of the
 * module is here, by {@code new}.
 */
@NullMarked
package io.ringway.media.engine;

import org.jspecify.annotations.NullMarked;
