/**
 * Bridges: what one leg says on its way to another leg, maybe on another shard.
 *
 * <p>In come plain packets on the thread of the leg they were received by; out they go on the
 * thread of the leg they are for, over a bounded ring between shards. Nothing here touches a leg, a
 * socket or a clock.
 */
@NullMarked
package io.ringway.media.bridge;

import org.jspecify.annotations.NullMarked;
