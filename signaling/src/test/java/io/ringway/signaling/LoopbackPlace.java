package io.ringway.signaling;

import io.ringway.media.ConferencePlace;
import io.ringway.media.LegControl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A place of {@link LoopbackEngine}'s conferences: notes what it was told. */
public final class LoopbackPlace implements ConferencePlace {

    private final String room;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** {@code join SESSION}, {@code mute} and {@code unmute}, as they came. */
    public final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    LoopbackPlace(String room) {
        this.room = room;
    }

    /** Waits until so much was told. */
    public List<String> awaitTold(int count) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = told.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("only told " + lines);
            }
            lines.add(line);
        }
        return lines;
    }

    /** Waits until it is given up. */
    public boolean awaitClosed() throws InterruptedException {
        return closed.await(20, TimeUnit.SECONDS);
    }

    @Override
    public String room() {
        return room;
    }

    @Override
    public void join(LegControl leg) {
        told.add("join " + leg.sessionId());
    }

    @Override
    public void mute(boolean on) {
        told.add(on ? "mute" : "unmute");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
