package io.ringway.server.config;

/**
 * Media of phones.
 *
 * @param minPort first UDP port
 * @param maxPort last UDP port
 * @param timeoutMs a phone that is silent for so long has left; 0 for never
 * @param holdTimeoutMs the same on hold
 */
public record PhoneMediaSettings(int minPort, int maxPort, int timeoutMs, int holdTimeoutMs) {

    public PhoneMediaSettings {
        if ((minPort + 1 & ~1) + 1 > maxPort) {
            throw new IllegalArgumentException(
                    "rtp-min-port to rtp-max-port must hold an even port and the next; got %d and %d"
                            .formatted(minPort, maxPort));
        }
    }
}
