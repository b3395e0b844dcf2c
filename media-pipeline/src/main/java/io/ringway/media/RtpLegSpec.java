package io.ringway.media;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a new leg over plain RTP is for.
 *
 * @param sessionId unique among open legs; 1 to 64 printable ASCII characters
 * @param localAddress the local address its ports are bound on: the one that leads to the remote
 *     party; null for the engine's first
 * @param speech what to forward to the speech service; null forwards nothing
 * @param echo whether received audio is sent back at once
 * @param record whether received audio is recorded
 * @param inbandKeys whether telephone keys are also looked for in the sound (Q.23 tones)
 */
public record RtpLegSpec(
        String sessionId,
        @Nullable InetAddress localAddress,
        @Nullable SpeechFormat speech,
        boolean echo,
        boolean record,
        boolean inbandKeys) {

    public RtpLegSpec {
        LegSpec.requireSessionId(sessionId);
    }
}
