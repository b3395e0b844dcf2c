package io.ringway.signaling.call;

import io.ringway.media.LegControl;
import io.ringway.media.LegSpec;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.LoopbackEngine;
import io.ringway.signaling.LoopbackLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A party without a protocol: notes what is asked of it, and tells what the test says. */
final class ScriptedLeg implements CallLeg {

    private final String id;
    final LoopbackLeg media;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final List<LegSignal> untold = new ArrayList<>();
    private @Nullable LegObserver observer;

    ScriptedLeg(String id, LoopbackEngine engine) {
        this.id = id;
        engine.open(new LegSpec(id, IceMode.LITE, null, false, false), event -> {});
        this.media = engine.leg(id);
    }

    /** What was told before, the call may have been quick, is heard now. */
    synchronized ScriptedLeg heardBy(LegObserver hearing) {
        observer = hearing;
        untold.forEach(hearing::onSignal);
        untold.clear();
        return this;
    }

    /** What is asked of it next; waits for it. */
    String next() throws InterruptedException {
        return String.valueOf(asked.poll(20, TimeUnit.SECONDS));
    }

    /** The next things asked of it, in one line; waits for each. */
    String next(int count) throws InterruptedException {
        StringBuilder all = new StringBuilder(next());
        for (int i = 1; i < count; i++) {
            all.append(' ').append(next());
        }
        return all.toString();
    }

    /** Whether nothing was asked of it that was not looked at. */
    boolean isQuiet() {
        return asked.isEmpty();
    }

    synchronized void tell(LegSignal signal) {
        if (observer == null) {
            untold.add(signal);
        } else {
            observer.onSignal(signal);
        }
    }

    void end(Cause.Kind kind) {
        tell(new LegSignal.Ended(Cause.of(kind)));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LegControl media() {
        return media;
    }

    @Override
    public void ring() {
        asked.add("ring");
    }

    @Override
    public void progress() {
        asked.add("progress");
    }

    @Override
    public void answer() {
        asked.add("answer");
    }

    @Override
    public void refuse(Cause cause) {
        leave("refuse", cause);
    }

    @Override
    public void hangUp(Cause cause) {
        leave("hangup", cause);
    }

    private void leave(String how, Cause cause) {
        asked.add(how + " " + cause.kind().name().toLowerCase(Locale.ROOT));
        tell(new LegSignal.Ended(cause));
    }

    @Override
    public void hold(boolean on) {
        asked.add("hold " + on);
    }

    @Override
    public void sendKeys(String keys, int durationMs) {
        asked.add("keys " + keys + " " + durationMs);
    }

    @Override
    public void transfer(TransferTarget target) {
        asked.add("transfer");
    }

    @Override
    public void failTransfer(Cause cause) {
        asked.add("failed " + cause.kind().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void tellTransfer(TransferProgress progress) {
        asked.add("told " + progress.name().toLowerCase(Locale.ROOT));
    }
}
