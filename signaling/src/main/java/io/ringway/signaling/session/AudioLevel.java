package io.ringway.signaling.session;

/**
 * How loud a session's received audio was just now.
 *
 * @param rmsDbfs mean level in dB below full scale, 0 the loudest
 * @param peakDbfs highest sample since the level was last asked for
 */
public record AudioLevel(double rmsDbfs, double peakDbfs) {}
