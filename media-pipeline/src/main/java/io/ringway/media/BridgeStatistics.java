package io.ringway.media;

/**
 * How a bridge is doing.
 *
 * @param forward from the first leg to the second
 * @param back from the second leg to the first
 * @param recording name of the recording within the recording folder, empty without one
 */
public record BridgeStatistics(Direction forward, Direction back, String recording) {

    /**
     * One direction.
     *
     * @param transcoded whether packets are decoded and encoded anew now, instead of passed on
     * @param packets handed on since the bridge was made
     * @param delayMs what the bridge adds now: playout delay and framing; 0 where packets pass
     * @param concealedSamples made up for what was lost, at the receiving leg's rate
     * @param dropped packets that found no room between the legs
     */
    public record Direction(
            boolean transcoded,
            long packets,
            double delayMs,
            long concealedSamples,
            long dropped) {}
}
