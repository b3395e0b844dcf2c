package io.ringway.media.leg;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.stage.StageChain;
import org.jspecify.annotations.Nullable;

/**
 * What the received streams of one shard share behind decryption. Each thing is used by one stage.
 *
 * @param slab the ordering stage's: packets that wait for others
 * @param forwarding the forwarding stage's: where segments go; null when nothing is forwarded
 * @param wallClock the forwarding stage's
 */
public record StreamServices(
        StageChain stages,
        PacketSlab slab,
        OpusCodecs codecs,
        @Nullable SegmentBatcher forwarding,
        WallClock wallClock,
        JitterSettings jitterSettings,
        TimelineSettings timelineSettings) {}
