package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;

/**
 * Takes a stream's packets in sequence order.
 *
 * <p>Packets are valid during the call only. Calls come on the ordering stage's thread, from within
 * {@link JitterBuffer#insert}, {@link JitterBuffer#onTimer} or {@link JitterBuffer#flush}.
 */
public interface JitterSink {

    /**
     * The next packet of the stream.
     *
     * @param packet its sequence number and RTP time extended to 64 bits; the former grows by one
     *     each packet but where a gap or a discontinuity was told
     */
    void onPacket(MediaPacket packet);

    /**
     * Packets that did not come in time. The packet after them is at hand, so that redundancy can
     * be read from it; it follows by {@link #onPacket} at once.
     *
     * @param firstMissingSequence extended sequence number of the first one missing
     * @param missing how many in a row
     * @param next the packet after them
     */
    void onGap(long firstMissingSequence, int missing, MediaPacket next);

    /**
     * A packet came after its place had been given up by {@link #onGap}; it is too late for use.
     *
     * @param packet its sequence number and RTP time extended to 64 bits
     */
    void onLate(MediaPacket packet);

    /**
     * The sender began anew, or another source (SSRC) took its place: what follows stands in no
     * known relation of sequence, RTP time or codec state to what came before.
     */
    void onDiscontinuity();
}
