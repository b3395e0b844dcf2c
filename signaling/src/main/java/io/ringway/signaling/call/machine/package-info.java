/**
 * What happens next in a call: a pure state machine over legs, whatever protocol carries them.
 *
 * <p>Comes in: {@link io.ringway.signaling.call.machine.CallEvent}s, one at a time. Goes out:
 * {@link io.ringway.signaling.call.machine.CallEffect}s, to be carried out in order. There is no
 * clock, no thread, no source of chance and no logger here: time passes by timers that are effects
 * when they start and events when they fire, and names of new legs are handed in.
 *
 * <p>A call is in one {@code Phase}; every leg in one {@code Stage}. What a party hears, and
 * whether it is on hold, is derived from both after each event ({@code Soundscape}), so that no
 * path through the machine can forget to stop the music.
 */
@NullMarked
package io.ringway.signaling.call.machine;

import org.jspecify.annotations.NullMarked;
