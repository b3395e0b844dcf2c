package io.ringway.media.conference;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.leg.BridgePath;
import io.ringway.media.leg.LegBridge;
import io.ringway.media.shard.MediaShard;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A leg's way into a room and back: its seat once taken, and the two paths between the shards of
 * both.
 *
 * <p>Thread: the room's shard, but for {@link #legEnd}, which is the leg's.
 */
public final class SeatTaking {

    private final Room room;
    private final VoiceEntrance entrance;
    private final BridgePath exit;
    private final LegBridge.End legEnd;
    private @Nullable Seat seat;
    private @Nullable PayloadFormat format;
    private boolean muted;

    /**
     * @param onRoom has something done on the room's shard
     * @param onLegEnded called on the leg's shard when the leg ends while it is there
     */
    public SeatTaking(
            Room room,
            MediaShard roomShard,
            MediaShard legShard,
            Consumer<Runnable> onRoom,
            Runnable onLegEnded) {
        this.room = room;
        this.entrance = new VoiceEntrance(legShard, roomShard);
        this.exit = new BridgePath(roomShard, legShard);
        this.legEnd =
                new LegBridge.End(
                        entrance,
                        exit,
                        sections -> {
                            PayloadFormat agreed = sendingFormat(sections);
                            onRoom.accept(() -> setFormat(agreed));
                        },
                        onLegEnded);
    }

    /** The leg's end of it. */
    public LegBridge.End legEnd() {
        return legEnd;
    }

    public void sit() {
        Seat taken = room.seat(entrance, exit);
        taken.setFormat(format);
        taken.participant().mute(muted);
        seat = taken;
    }

    public void mute(boolean on) {
        muted = on;
        if (seat != null) {
            seat.participant().mute(on);
        }
    }

    public void leave() {
        if (seat != null) {
            room.leave(seat);
            seat = null;
        }
    }

    private void setFormat(@Nullable PayloadFormat agreed) {
        if (agreed == null ? format == null : agreed.equals(format)) {
            return;
        }
        format = agreed;
        if (seat != null) {
            seat.setFormat(agreed);
        }
    }

    /** What the leg is sent; null while it may be sent nothing. */
    private static @Nullable PayloadFormat sendingFormat(List<AudioSection> sections) {
        for (AudioSection section : sections) {
            if (section.send()) {
                return section.speechFormat();
            }
        }
        return null;
    }
}
