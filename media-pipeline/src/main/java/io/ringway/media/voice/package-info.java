/**
 * Where there is speech in a sound, and when a listener who speaks has interrupted.
 *
 * <p>In: mono PCM in frames of 10 or 20 ms; for an interruption, one decision a frame and the time.
 * Out: a decision and a probability a frame. Thread: the owner's; nothing here blocks, logs, reads
 * a clock or allocates once built.
 */
@NullMarked
package io.ringway.media.voice;

import org.jspecify.annotations.NullMarked;
