package io.ringway.server.config;

import io.ringway.media.leg.SilencePolicy;
import io.ringway.media.tone.TonePlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Media of phones.
 *
 * @param minPort first UDP port
 * @param maxPort last UDP port
 * @param timeoutMs a phone that is silent for so long has left; 0 for never
 * @param holdTimeoutMs the same on hold
 * @param silence what is sent while there is nothing else to send
 * @param inbandKeys whether telephone keys are also looked for in the sound
 * @param soundsFolder where files of sounds are; empty for none
 * @param tones whose ringing and busy tones callers hear
 */
public record PhoneMediaSettings(
        int minPort,
        int maxPort,
        int timeoutMs,
        int holdTimeoutMs,
        SilencePolicy silence,
        boolean inbandKeys,
        Optional<Path> soundsFolder,
        Tones tones) {

    /** Countries whose tones there are. */
    public enum Tones {
        US,
        UK,
        DE,
        FR,
        AT,
        EU;

        public TonePlan plan() {
            return switch (this) {
                case US -> TonePlan.US;
                case UK -> TonePlan.UK;
                case DE -> TonePlan.DE;
                case FR -> TonePlan.FR;
                case AT -> TonePlan.AT;
                case EU -> TonePlan.EU;
            };
        }
    }

    public PhoneMediaSettings {
        if ((minPort + 1 & ~1) + 1 > maxPort) {
            throw new IllegalArgumentException(
                    "rtp-min-port to rtp-max-port must hold an even port and the next; got %d and %d"
                            .formatted(minPort, maxPort));
        }
    }
}
