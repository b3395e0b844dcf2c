/**
 * The SILK layer of Opus (RFC 6716 §4.2), decoded alone.
 *
 * <p>In: mono packets of wide band or hybrid coding; out: 16-bit PCM at 16 or 8 kHz. At these rates
 * all of a hybrid frame's CELT bands lie above what can be heard, so nothing is lost by leaving
 * them. Thread: whichever owns the decoder.
 *
 * <p>Sample by sample the output is that of libopus 1.3.1, behind losses too: how to conceal is not
 * in the RFC, but what is decoded after a loss depends on it. Left out: narrow and medium band,
 * stereo, and frames that bring a redundant CELT frame for a change of modes.
 */
@NullMarked
package io.ringway.media.codec.silk;

import org.jspecify.annotations.NullMarked;
