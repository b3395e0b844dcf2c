/**
 * Conferences: many sources in, for each participant the sum of all others out.
 *
 * <p>In: a {@link io.ringway.media.codec.AudioSource} a participant and the time a frame is due.
 * Out: a {@link io.ringway.media.mixing.MixFrame} a participant. Only those who speak hear a mix of
 * their own; everybody else is handed one and the same frame, which therefore needs one encoder
 * only. Nothing here has a clock or a thread, and nothing allocates once participants have joined.
 * Thread: the one that owns the mixer.
 */
@NullMarked
package io.ringway.media.mixing;

import org.jspecify.annotations.NullMarked;
