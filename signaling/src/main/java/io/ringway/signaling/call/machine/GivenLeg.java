package io.ringway.signaling.call.machine;

/**
 * A leg that was called or has been answered, on its way from one call to another.
 *
 * @param identity who it is
 * @param registered whether its session has to be deregistered at its end
 * @param held whether its party has put the call on hold
 */
public record GivenLeg(String legId, LegIdentity identity, boolean registered, boolean held) {}
