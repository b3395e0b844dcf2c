package io.ringway.signaling.session;

/**
 * What becomes of a session's audio beside the speech service.
 *
 * @param echo whether it is sent back from the start
 * @param record whether it is recorded
 */
public record CallPolicy(boolean echo, boolean record) {}
