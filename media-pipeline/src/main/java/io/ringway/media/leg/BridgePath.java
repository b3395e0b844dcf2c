package io.ringway.media.leg;

import io.ringway.media.BridgeStatistics;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.BridgeRing;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.MediaShard;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a bridge: from the leg that is heard to the leg that hears, by a call where they
 * share a shard, else over a {@link BridgeRing}.
 *
 * <p>Thread: {@link #onPacket} the heard leg's shard, the rest the other's. Allocates nothing.
 */
public final class BridgePath implements VoiceSink {

    private final VoiceSink entrance;
    private final @Nullable BridgeRing ring;
    private @Nullable BridgeOutput output;
    private BridgeStatistics.Direction latest = new BridgeStatistics.Direction(false, 0, 0, 0, 0);

    /** Makes a way nobody listens at yet. */
    public BridgePath(MediaShard heard, MediaShard hearing) {
        if (heard == hearing) {
            ring = null;
            entrance = this::deliver;
        } else {
            BridgeRing crossing =
                    new BridgeRing(
                            BridgeRing.DEFAULT_BYTES,
                            this::deliver,
                            hearing::execute,
                            heard.counters());
            ring = crossing;
            entrance = crossing;
        }
    }

    @Override
    public void onPacket(int ssrc, Codec codec, MediaPacket packet) {
        entrance.onPacket(ssrc, codec, packet);
    }

    /** How it is doing, or was when it ended. */
    public BridgeStatistics.Direction statistics() {
        BridgeOutput current = output;
        if (current != null) {
            latest = current.statistics(ring == null ? 0 : ring.dropped());
        }
        return latest;
    }

    void begin(BridgeOutput listener) {
        output = listener;
    }

    void end() {
        BridgeOutput current = output;
        if (current != null) {
            statistics();
            output = null;
            current.close();
        }
    }

    private void deliver(int ssrc, Codec codec, MediaPacket packet) {
        BridgeOutput current = output;
        if (current != null) {
            current.onPacket(ssrc, codec, packet);
        }
    }
}
