/**
 * Shards: the threads that own legs.
 *
 * <p>A shard is one Disruptor ring fed by the event loops, one queue of commands fed by everybody
 * else, and one pinned thread that takes from both and from its deadlines. In come {@link
 * io.ringway.media.net.PacketEvent}s and commands; what goes out is up to the {@link
 * io.ringway.media.shard.Duty}s the thread runs.
 */
@NullMarked
package io.ringway.media.shard;

import org.jspecify.annotations.NullMarked;
