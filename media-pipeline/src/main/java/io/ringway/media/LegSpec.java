package io.ringway.media;

import io.ringway.media.ice.IceMode;
import org.jspecify.annotations.Nullable;

/**
 * What a new leg over ICE is for.
 *
 * @param sessionId unique among open legs; 1 to 64 printable ASCII characters
 * @param iceMode who checks and who nominates
 * @param speech what to forward to the speech service; null forwards nothing
 * @param echo whether received audio is sent back at once
 * @param record whether received audio is recorded
 */
public record LegSpec(
        String sessionId,
        IceMode iceMode,
        @Nullable SpeechFormat speech,
        boolean echo,
        boolean record) {

    public LegSpec {
        requireSessionId(sessionId);
    }

    static void requireSessionId(String sessionId) {
        if (!sessionId.matches("[!-~]{1,64}")) {
            throw new IllegalArgumentException(
                    "sessionId must be 1 to 64 printable ASCII characters, got '"
                            + sessionId
                            + "'");
        }
    }
}
