package io.ringway.server.config;

/**
 * When the heap is collected although nobody needs its garbage.
 *
 * @param newCallsPercent of the calls that are newer than the last collection call for one; 0 for
 *     never
 * @param highestLoadPercent of its processors the process may need when it is collected
 */
public record CollectionSettings(int newCallsPercent, int highestLoadPercent) {}
