/**
 * Tones that telephones play: call progress (ITU-T E.180), telephone keys (ITU-T Q.23), and any
 * other sum of sines that goes on and off.
 *
 * <p>In: a {@link io.ringway.media.tone.Tone}, which is data. Out: PCM at any rate, a frame at a
 * time. No clock, no allocation once a source is made. Thread: that of whoever owns the source;
 * tones themselves are immutable.
 */
@NullMarked
package io.ringway.media.tone;

import org.jspecify.annotations.NullMarked;
