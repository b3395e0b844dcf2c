package io.ringway.media.stage;

import io.ringway.media.shard.Outlet;

/**
 * The way from one stage to the next.
 *
 * <p>Thread: that of the stage before.
 *
 * @param <T> what the stage after takes
 */
public sealed interface Hop<T> extends Outlet permits DirectHop, StageRing {

    /** What the stage before has to call, so that {@code next} is called on its own thread. */
    T connect(T next);

    /**
     * Has the stage after run a command behind everything sent to it before. Never lost; may
     * allocate.
     */
    void execute(Runnable command);

    /** The same for a command that may be lost when there is no room; that is counted. */
    void offer(Runnable command);
}
