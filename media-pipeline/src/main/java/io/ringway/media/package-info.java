/**
 * The media pipeline's control API: the one door through which signaling drives media.
 *
 * <p>In comes what was negotiated ({@link io.ringway.media.RemoteTransport}, {@link
 * io.ringway.media.AudioSection}); out come {@link io.ringway.media.LegEvent}s. Every method may be
 * called from any thread and none blocks: calls become commands on the shard that owns the leg.
 */
@NullMarked
package io.ringway.media;

import org.jspecify.annotations.NullMarked;
