/**
 * Audio codecs in and out: Opus, G.711, G.722 and comfort noise; concealment and resampling.
 *
 * <p>In: packets in order (RFC 6716 §3 for Opus), with the losses between them. Out: PCM, or
 * packets. Thread: the decoding stage's; nothing here blocks, logs or reads a clock.
 *
 * <p>G.722 is mode 1, 64 kb/s, only; G.711 and G.722 packets have one channel.
 */
@NullMarked
package io.ringway.media.codec;

import org.jspecify.annotations.NullMarked;
