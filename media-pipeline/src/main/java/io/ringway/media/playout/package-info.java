/**
 * Playing a received stream in real time: a frame every 10 or 20 ms, whatever the network does.
 *
 * <p>In: RTP payloads as they arrive, with their arrival times, and a {@link
 * io.ringway.media.codec.AudioDecoder}. Out: PCM by {@link
 * io.ringway.media.playout.PlayoutBuffer#read}, at the reader's clock. Packets wait encoded and are
 * decoded when their sound is due. The delay follows what the network needs ({@link
 * io.ringway.media.playout.TargetDelay}); it is changed by leaving out or repeating pitch periods,
 * and freely while the sender is silent. Thread: the owner's; nothing here reads a clock, blocks,
 * logs, or allocates once warm.
 *
 * <p>Times inside are media time: RTP time carried on at 48 kHz in 64 bits, over wraps, jumps and
 * changes of codec ({@link io.ringway.media.playout.MediaTime}).
 *
 * <p>The policy's model is that of libwebrtc's NetEQ. Deviations: the target is found in steps of 5
 * ms rather than 20, the delay is held close above it rather than anywhere up to the largest recent
 * delay more, and packet boundaries are moved to frame boundaries, where they cost no delay.
 */
@NullMarked
package io.ringway.media.playout;

import org.jspecify.annotations.NullMarked;
