package io.ringway.bench.sound;

/**
 * One Opus packet that arrives. Packets the network lost are not there.
 *
 * @param index its place in the sender's stream, from 0; sequence numbers count the same way
 * @param sendNs when it was sent, from the trace's start, on the sender's own drifting clock as the
 *     receiver's clock sees it
 * @param arrivalNs when it arrives, from the trace's start; network base delay is 0
 * @param rtpTimestamp RTP time at 48 kHz from the stream's start
 * @param opus the payload; not to be changed
 */
record TracedPacket(int index, long sendNs, long arrivalNs, long rtpTimestamp, byte[] opus) {}
