package io.ringway.media.stage;

import io.ringway.media.shard.Stage;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One slot of a {@link StageRing}: room for a payload and what belongs to it, or a command. */
abstract class StageEvent {

    /** Off-heap; bound to its slot for good. */
    final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    private @Nullable Runnable command;

    final void set(Runnable newCommand) {
        command = newCommand;
    }

    /** Makes it an event of which nothing comes. */
    final void setNothing() {
        command = StageEvent::nothing;
    }

    /** Does what the stage before asked for, on the thread of the stage after. */
    final void run(Stage stage) {
        Runnable asked = command;
        if (asked != null) {
            command = null;
            asked.run();
        } else {
            deliver(stage);
        }
    }

    /** Hands the payload on, and lets go of whoever takes it. */
    abstract void deliver(Stage stage);

    /** A field that was filled before the event was published. */
    static <T> T published(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("the event is not published");
        }
        return field;
    }

    private static void nothing() {
        // Stands where a producer gave its claimed slot back.
    }
}
