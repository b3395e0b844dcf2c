/**
 * Sound files to be played to callers: WAV and Ogg/Opus.
 *
 * <p>In: a path. Out: PCM in memory, bounded, immutable, brought to the rate its users want, and
 * played by any number of legs at once from the one copy. Thread: reading and converting take their
 * time on the caller's thread, which is never a media thread; what is played belongs to the leg's
 * shard and allocates nothing.
 */
@NullMarked
package io.ringway.media.file;

import org.jspecify.annotations.NullMarked;
