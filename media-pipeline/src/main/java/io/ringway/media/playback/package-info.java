/**
 * Audio that is played into a call: bounded, cut into frames for whoever paces them, stopped and
 * resumed without a click, with marks that say what has left.
 *
 * <p>In: PCM and Opus packets of any supported rate, as they were sent. Out: mono PCM at the rate
 * of the leg's encoder. Thread: the shard of the leg that sends, but for {@link
 * io.ringway.media.playback.PlaybackRoom}, which bounds what is on its way there. No clock, no
 * input or output, no logger.
 */
@NullMarked
package io.ringway.media.playback;

import org.jspecify.annotations.NullMarked;
