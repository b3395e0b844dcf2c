package io.ringway.signaling.session;

/**
 * What happens to a session's audio from the start.
 *
 * @param echo whether it is sent back
 * @param record whether it is recorded
 */
public record CallPolicy(boolean echo, boolean record) {}
