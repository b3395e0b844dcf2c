/**
 * The embedded speech service: a gRPC server of its own that takes what Ringway forwards, as a
 * sample for those who write theirs and so that the main job can be seen with nothing else.
 *
 * <p>In come {@code StreamMessage}s on a TCP port; out go one file for each session and leg, levels
 * for the page, and a log line at each session's start and end. LINEAR16 is written as WAV and
 * measured; OPUS is written as Ogg as it came, since decoding is Ringway's job and done by asking
 * for LINEAR16.
 *
 * <p>Thread: one, {@code ringway-sink}, runs every callback and owns all state; while it waits for
 * a disk it does not read, and so slows Ringway down by gRPC's own flow control. Snapshots may be
 * read by any thread.
 */
@NullMarked
package io.ringway.server.speech;

import org.jspecify.annotations.NullMarked;
