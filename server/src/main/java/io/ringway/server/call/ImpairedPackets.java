package io.ringway.server.call;

/**
 * What a call did to its own packets, as a bad network would have.
 *
 * @param dropped never sent, though their place in the stream stays
 * @param delayed sent later than they were due
 * @param reordered sent after a later one
 * @param meanDelayMs mean delay of those sent
 * @param worstDelayMs the longest
 */
public record ImpairedPackets(
        long dropped, long delayed, long reordered, double meanDelayMs, double worstDelayMs) {

    static final ImpairedPackets NONE = new ImpairedPackets(0, 0, 0, 0, 0);
}
