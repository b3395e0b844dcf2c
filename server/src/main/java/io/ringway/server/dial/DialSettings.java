package io.ringway.server.dial;

import io.ringway.media.PayloadFormat.Codec;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to be placed.
 *
 * @param target whom to call
 * @param proxy where to send the call instead; null for where the target says
 * @param file WAV or Ogg/Opus to play; null sends silence
 * @param save where to write what comes back, {@code .wav}, {@code .ogg} or {@code .opus}; null
 *     writes nothing
 * @param maxSeconds longest time to play, or to stay when there is no file; 0 for no limit, up to a
 *     day
 * @param loop whether the file begins again when it ends
 * @param keys pressed once the call is answered, of {@code 0-9 * # A-D}
 * @param codecs offered, preferred first
 * @param from number, name or URI the call comes from
 * @param account for those who ask for a password; null knows none
 * @param ringTimeoutS how long nobody may answer, 1 to 600
 * @param listenAddress local address of signaling and media; null for the one that leads there
 * @param insecure whether any TLS certificate is taken
 */
public record DialSettings(
        SipAddress target,
        @Nullable SipAddress proxy,
        @Nullable Path file,
        @Nullable Path save,
        double maxSeconds,
        boolean loop,
        String keys,
        List<Codec> codecs,
        MediaProtection protection,
        String from,
        @Nullable DialAccount account,
        int ringTimeoutS,
        @Nullable InetAddress listenAddress,
        boolean insecure) {

    private static final int DAY_SECONDS = 86_400;

    public DialSettings {
        codecs = List.copyOf(codecs);
        check(
                maxSeconds >= 0 && maxSeconds <= DAY_SECONDS,
                "--seconds must be 0 to " + DAY_SECONDS + ", got " + maxSeconds);
        check(
                ringTimeoutS >= 1 && ringTimeoutS <= 600,
                "--ring-timeout must be 1 to 600, got " + ringTimeoutS);
        check(
                keys.matches("[0-9*#A-D]{0,64}"),
                "--keys must be up to 64 of 0-9 * # A-D, got '" + keys + "'");
        check(
                save == null || save.toString().matches("(?i).*\\.(wav|ogg|opus)"),
                "--save must end in .wav, .ogg or .opus, got " + save);
        check(file != null || !loop, "--loop needs a FILE that begins again");
    }

    /** Where the first message goes. */
    SipAddress nextHop() {
        return next(target, proxy);
    }

    /** Whether the call lasts until somebody hangs up. */
    boolean endless() {
        return maxSeconds == 0 && (file == null || loop);
    }

    private static SipAddress next(SipAddress target, @Nullable SipAddress proxy) {
        return proxy == null ? target : proxy;
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
