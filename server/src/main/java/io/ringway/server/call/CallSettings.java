package io.ringway.server.call;

import io.ringway.media.stun.StunServerUrl;
import io.ringway.server.impairment.Impairment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the caller.
 *
 * @param file WAV or Ogg/Opus to play
 * @param save where to write what comes back to the first call; null writes nothing
 * @param bitrateBps what a WAV file is encoded at, 6,000 to 510,000
 * @param connectTimeoutMs from the start of a call until media may flow, 100 to 600,000
 * @param maxSeconds longest stretch to play, 0 for no limit, up to a day
 * @param loop whether the file begins again when it ends
 * @param calls calls at once, 1 to 500
 * @param callsPerSecond how fast they are started, 1 to 500
 * @param insecure whether any TLS certificate is taken
 * @param stunServers servers that tell this host's address from outside; may be empty
 * @param impairment the bad network the calls play; the nth call's seed is its seed and n − 1
 */
public record CallSettings(
        CallUrl url,
        Path file,
        @Nullable Path save,
        int bitrateBps,
        int connectTimeoutMs,
        double maxSeconds,
        boolean loop,
        int calls,
        int callsPerSecond,
        boolean insecure,
        List<StunServerUrl> stunServers,
        Impairment impairment) {

    private static final int DAY_SECONDS = 86_400;
    private static final int SAMPLES_PER_SECOND = 48_000;

    public CallSettings {
        stunServers = List.copyOf(stunServers);
        inRange("--bitrate", bitrateBps, 6_000, 510_000);
        inRange("--connect-timeout", connectTimeoutMs, 100, 600_000);
        inRange("--calls", calls, 1, 500);
        inRange("--rate", callsPerSecond, 1, 500);
        if (!(maxSeconds >= 0 && maxSeconds <= DAY_SECONDS)) {
            throw new IllegalArgumentException(
                    "--seconds must be 0 to " + DAY_SECONDS + ", got " + maxSeconds);
        }
    }

    /** The longest stretch to play, in 48 kHz samples. */
    long limit48k() {
        return maxSeconds == 0 ? Long.MAX_VALUE : Math.round(maxSeconds * SAMPLES_PER_SECOND);
    }

    /** What happens to the packets of the call of that number, from 1. */
    Impairment impairmentOf(int number) {
        return impairment.withSeed(impairment.seed() + number - 1);
    }

    private static void inRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    option + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
