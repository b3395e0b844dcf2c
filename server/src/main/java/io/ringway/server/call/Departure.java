package io.ringway.server.call;

import io.ringway.media.OpusPlacement;

/**
 * One packet that is to leave.
 *
 * @param place its place in the stream
 * @param afterNs when, from the stream's start
 */
record Departure(OpusFrame frame, OpusPlacement place, long afterNs) {}
