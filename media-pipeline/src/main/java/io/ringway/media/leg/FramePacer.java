package io.ringway.media.leg;

import io.ringway.media.shard.DeadlineHeap;
import java.util.concurrent.TimeUnit;

/**
 * Asks for a frame at exact intervals: each is due a frame's length after the one before, however
 * late the thread woke, so that nothing drifts. Frames missed by less than 100 ms are made up for
 * at once; after more, the schedule begins anew and time passes as silence.
 *
 * <p>Thread: the shard's. Allocates nothing.
 */
public final class FramePacer extends DeadlineHeap.Entry {

    private static final long MOST_LATE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DeadlineHeap deadlines;
    private long frameNs;
    private final Frames frames;
    private long dueNs;
    private boolean running;
    private boolean talking;

    /** What became of a frame. */
    public enum Outcome {
        /** It is on its way. */
        SENT,
        /** There was nothing to say; there may be next time. */
        SILENT,
        /** There is nothing to say until the pacer is started again. */
        OVER
    }

    /** Where frames come from. */
    @FunctionalInterface
    public interface Frames {

        /**
         * A frame is due.
         *
         * @param talkSpurt whether none was sent directly before it
         * @param dueNs when it was due, not after now
         */
        Outcome next(boolean talkSpurt, long dueNs);
    }

    public FramePacer(DeadlineHeap deadlines, int frameMs, Frames frames) {
        this.deadlines = deadlines;
        this.frames = frames;
        setFrameMs(frameMs);
    }

    /** Frames are of that length from the one that is due next, or is being asked for, on. */
    void setFrameMs(int frameMs) {
        frameNs = TimeUnit.MILLISECONDS.toNanos(frameMs);
    }

    /** Begins with a frame at that time, unless frames are being asked for already. */
    public void start(long firstDueNs) {
        if (!running) {
            running = true;
            talking = false;
            dueNs = firstDueNs;
            deadlines.schedule(this, dueNs);
        }
    }

    /** Asks for no more frames until it is started again. */
    public void stop() {
        running = false;
        deadlines.remove(this);
    }

    boolean running() {
        return running;
    }

    @Override
    protected void onDeadline(long nowNs) {
        if (nowNs - dueNs > MOST_LATE_NS) {
            dueNs = nowNs;
            talking = false;
        }
        while (running && dueNs - nowNs <= 0) {
            Outcome outcome = frames.next(!talking, dueNs);
            talking = outcome == Outcome.SENT;
            running = running && outcome != Outcome.OVER;
            dueNs += frameNs;
        }
        if (running) {
            deadlines.schedule(this, dueNs);
        }
    }
}
