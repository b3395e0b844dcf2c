package io.ringway.server.call;

import io.ringway.media.LegControl;
import io.ringway.server.impairment.Impairment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's sending of the tape, each packet at the time its place in the audio says, counted from
 * the start so that nothing adds up, and then as late as the network it plays makes it. Thread: the
 * pacer's; {@link #stop} and {@link #progress} any.
 */
final class Playout {

    private final LegControl leg;
    private final PacketTape tape;
    private final long limit48k;
    private final boolean loop;
    private final Consumer<CallEvent> events;
    private final OutgoingPath path;
    private int index;
    private boolean atEnd;
    private volatile SendProgress progress = SendProgress.NONE;
    private volatile boolean stopped;

    /**
     * @param limit48k how much is played, in 48 kHz samples
     * @param impairment what happens to packets on their way
     * @param events hears of the end
     */
    Playout(
            LegControl leg,
            PacketTape tape,
            long limit48k,
            boolean loop,
            Impairment impairment,
            Consumer<CallEvent> events) {
        this.leg = leg;
        this.tape = tape;
        this.limit48k = limit48k;
        this.loop = loop;
        this.path = new OutgoingPath(impairment);
        this.events = events;
    }

    void start(long nowNs) {
        path.start(nowNs);
    }

    /** When there is something to do, or, behind the last packet, when it has been played. */
    long dueNs() {
        long dueNs = path.dueNs();
        return !atEnd && path.paceNs() - dueNs < 0 ? path.paceNs() : dueNs;
    }

    /**
     * Does what is due: takes a packet from the tape, sends one, or both.
     *
     * @return false when there is none any more
     */
    boolean send(long nowNs) {
        try {
            if (!stopped && advance(dueNs(), nowNs)) {
                return true;
            }
            events.accept(new CallEvent.Played());
            return false;
        } catch (CallException e) {
            events.accept(new CallEvent.PlayFailed(e));
            return false;
        }
    }

    /** Sends nothing more. */
    void stop() {
        stopped = true;
    }

    SendProgress progress() {
        return progress;
    }

    private boolean advance(long dueNs, long nowNs) throws CallException {
        if (!atEnd && path.paceNs() - dueNs <= 0) {
            takeNext();
        }
        if (path.isEmpty()) {
            return !atEnd;
        }
        if (path.dueNs() - dueNs <= 0) {
            leave(nowNs);
        }
        return true;
    }

    private void takeNext() throws CallException {
        OpusFrame frame = nextFrame();
        if (frame == null) {
            atEnd = true;
        } else {
            path.enter(frame);
            progress = progress.played(path.entered48k(), path.impaired());
        }
    }

    private void leave(long nowNs) {
        double lateMs = Math.max(0, nowNs - path.dueNs()) / 1e6;
        Departure packet = path.take();
        byte[] opus = packet.frame().bytes();
        boolean taken = leg.sendOpus(packet.place(), opus);
        progress = progress.sent(opus.length, taken, lateMs, path.impaired());
    }

    private @Nullable OpusFrame nextFrame() throws CallException {
        if (path.entered48k() >= limit48k) {
            return null;
        }
        OpusFrame frame = tape.frame(index++);
        if (frame == null && loop) {
            index = 1;
            frame = tape.frame(0);
        }
        return frame;
    }
}
