package io.ringway.media.leg;

import io.ringway.media.EchoPolicy;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.playout.PlayoutSettings;

/**
 * Limits of every leg.
 *
 * @param echoQueuePackets packets an echo may have between shard and socket, 1 to 10,000
 * @param sendQueuePackets the same for packets sent by a caller that paces itself
 * @param maxStreams received streams (SSRCs) decoded at once, 1 to 16
 * @param rtcpIntervalMs mean time between compound reports, 500 to 60,000 (RFC 3550 §6.2)
 * @param earlyDtlsDatagrams DTLS datagrams kept while the remote description is not known yet, 0 to
 *     16
 * @param playbackQueueMs audio a speech service may have queued to play in one call, 200 to 600,000
 * @param voice how Opus is encoded
 * @param echoPolicy how an echo is made
 * @param playout bounds of what is played out in real time
 */
public record LegSettings(
        int echoQueuePackets,
        int sendQueuePackets,
        int maxStreams,
        int rtcpIntervalMs,
        int earlyDtlsDatagrams,
        int playbackQueueMs,
        OpusVoice voice,
        EchoPolicy echoPolicy,
        PlayoutSettings playout) {

    public static final LegSettings DEFAULTS =
            new LegSettings(
                    100,
                    100,
                    4,
                    5_000,
                    8,
                    30_000,
                    OpusVoice.DEFAULTS,
                    EchoPolicy.FORWARD,
                    PlayoutSettings.DEFAULTS);

    public LegSettings {
        inRange("echo-queue-packets", echoQueuePackets, 1, 10_000);
        inRange("send-queue-packets", sendQueuePackets, 1, 10_000);
        inRange("max-streams", maxStreams, 1, 16);
        inRange("rtcp-interval-ms", rtcpIntervalMs, 500, 60_000);
        inRange("early-dtls-datagrams", earlyDtlsDatagrams, 0, 16);
        inRange("playback-queue-ms", playbackQueueMs, 200, 600_000);
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
