package io.ringway.server.call;

import io.ringway.media.LegControl;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's sending of the tape, each packet at the time its place in the audio says, counted from
 * the start so that nothing adds up. Thread: the pacer's; {@link #stop} and {@link #progress} any.
 */
final class Playout {

    private final LegControl leg;
    private final PacketTape tape;
    private final long limit48k;
    private final boolean loop;
    private final Consumer<CallEvent> events;
    private long startNs;
    private int index;
    private long lateTotalNs;
    private volatile SendProgress progress = SendProgress.NONE;
    private volatile boolean stopped;

    /**
     * @param limit48k how much is played, in 48 kHz samples
     * @param events hears of the end
     */
    Playout(
            LegControl leg,
            PacketTape tape,
            long limit48k,
            boolean loop,
            Consumer<CallEvent> events) {
        this.leg = leg;
        this.tape = tape;
        this.limit48k = limit48k;
        this.loop = loop;
        this.events = events;
    }

    void start(long nowNs) {
        startNs = nowNs;
    }

    /** When the next packet is to leave, or, behind the last one, when it has been played. */
    long dueNs() {
        return startNs + progress.samples48k() * 62_500 / 3;
    }

    /**
     * Sends the packet that is due.
     *
     * @return false when there is none any more
     */
    boolean send(long nowNs) {
        try {
            OpusFrame frame = stopped ? null : nextFrame();
            if (frame == null) {
                events.accept(new CallEvent.Played());
                return false;
            }
            long lateNs = Math.max(0, nowNs - dueNs());
            lateTotalNs += lateNs;
            boolean sent = leg.sendOpus(frame.bytes(), frame.samples48k());
            SendProgress before = progress;
            double lateMs = (double) lateNs / TimeUnit.MILLISECONDS.toNanos(1);
            progress =
                    new SendProgress(
                            before.packets() + 1,
                            before.refused() + (sent ? 0 : 1),
                            before.bytes() + frame.bytes().length,
                            before.samples48k() + frame.samples48k(),
                            lateTotalNs / 1e6 / (before.packets() + 1),
                            Math.max(before.worstLateMs(), lateMs));
            return true;
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

    private @Nullable OpusFrame nextFrame() throws CallException {
        if (progress.samples48k() >= limit48k) {
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
