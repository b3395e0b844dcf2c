/**
 * Opus in and out: packet anatomy, decoders and encoders, concealment and resampling.
 *
 * <p>In: Opus packets (RFC 6716 §3) in order, with the losses between them. Out: PCM, or packets.
 * Thread: the decoding stage's; nothing here blocks, logs or reads a clock.
 */
@NullMarked
package io.ringway.media.codec;

import org.jspecify.annotations.NullMarked;
