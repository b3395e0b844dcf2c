package io.ringway.media.engine;

import io.ringway.media.ConferencePlace;
import io.ringway.media.LegControl;
import io.ringway.media.conference.SeatTaking;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place in a conference as it is held from outside. Thread: any. */
final class RunningPlace implements ConferencePlace {

    private final RunningConference room;
    private final Consumer<RunningConference> onClosed;
    private @Nullable Bridgeable leg;
    private @Nullable SeatTaking taking;
    private boolean muted;
    private boolean closed;

    /**
     * @param onClosed called once, behind everything asked of the room
     */
    RunningPlace(RunningConference room, Consumer<RunningConference> onClosed) {
        this.room = room;
        this.onClosed = onClosed;
    }

    @Override
    public String room() {
        return room.name();
    }

    @Override
    public synchronized void join(LegControl joining) {
        if (!(joining instanceof Bridgeable ours)) {
            throw new IllegalArgumentException(
                    "leg " + joining.sessionId() + " is not of this engine");
        }
        if (closed) {
            return;
        }
        leave();
        SeatTaking fresh =
                new SeatTaking(room.room(), room.shard(), ours.shard(), room::execute, this::close);
        leg = ours;
        taking = fresh;
        boolean mute = muted;
        room.execute(
                () -> {
                    fresh.mute(mute);
                    fresh.sit();
                });
        InsistentCommands.insist(() -> ours.onLeg(there -> there.bridge().join(fresh.legEnd())));
    }

    @Override
    public synchronized void mute(boolean on) {
        muted = on;
        SeatTaking current = taking;
        if (current != null) {
            room.execute(() -> current.mute(on));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            leave();
        }
        onClosed.accept(room);
    }

    private void leave() {
        SeatTaking former = taking;
        Bridgeable formerLeg = leg;
        taking = null;
        leg = null;
        if (former != null && formerLeg != null) {
            InsistentCommands.insist(
                    () -> formerLeg.onLeg(there -> there.bridge().part(former.legEnd())));
            room.execute(former::leave);
        }
    }
}
