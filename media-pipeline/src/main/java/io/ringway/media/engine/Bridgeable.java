package io.ringway.media.engine;

import io.ringway.media.LegControl;
import io.ringway.media.leg.MediaLeg;
import io.ringway.media.shard.MediaShard;
import java.util.function.Consumer;

/** A leg's proxy as a bridge needs it. Thread: any. */
interface Bridgeable extends LegControl {

    /** The shard that owns the leg. */
    MediaShard shard();

    /**
     * Has the leg do something on its shard, behind everything asked for before.
     *
     * @return false when the shard's command queue is full
     */
    boolean onLeg(Consumer<MediaLeg> command);
}
