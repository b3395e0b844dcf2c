/**
 * Conferences: rooms in which everybody hears all others.
 *
 * <p>A room lives on one shard. What a participant says comes as packets, from a leg of the same
 * shard by a call and from others over a ring, is played out in real time and mixed every 20 ms
 * ({@link io.ringway.media.mixing}). What each is to hear is encoded there in the codec its leg
 * agreed on, once for all who hear the same, and goes to the leg as the packets of a bridge's other
 * party do: passed as they are, numbered and stamped by the leg.
 *
 * <p>In: received packets, what legs agreed on, who joins, leaves and is muted. Out: encoded
 * packets. Thread: the room's shard, but for {@link io.ringway.media.conference.VoiceEntrance}.
 */
@NullMarked
package io.ringway.media.conference;

import org.jspecify.annotations.NullMarked;
