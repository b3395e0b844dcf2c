package io.ringway.media.conference;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.BridgeRing;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.MediaShard;
import org.jspecify.annotations.Nullable;

/**
 * The way of what a leg says into its room: by a call where they share a shard, else over a {@link
 * BridgeRing}. What comes before the seat is taken, or after it was left, is not heard.
 *
 * <p>Thread: {@link #onPacket} the leg's shard, {@link #lead} the room's. Allocates nothing.
 */
public final class VoiceEntrance implements VoiceSink {

    private final VoiceSink entrance;
    private @Nullable VoiceSink seat;

    public VoiceEntrance(MediaShard leg, MediaShard room) {
        entrance =
                leg == room
                        ? this::deliver
                        : new BridgeRing(
                                BridgeRing.DEFAULT_BYTES,
                                this::deliver,
                                room::execute,
                                leg.counters());
    }

    /** The way from a leg of the same shard. */
    VoiceEntrance() {
        entrance = this::deliver;
    }

    @Override
    public void onPacket(int ssrc, Codec codec, MediaPacket packet) {
        entrance.onPacket(ssrc, codec, packet);
    }

    /** Says who hears it; null for nobody. */
    void lead(@Nullable VoiceSink newSeat) {
        seat = newSeat;
    }

    private void deliver(int ssrc, Codec codec, MediaPacket packet) {
        VoiceSink current = seat;
        if (current != null) {
            current.onPacket(ssrc, codec, packet);
        }
    }
}
