package io.ringway.signaling.agent;

import io.ringway.media.LegControl;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A browser's part in one call: its session's media, lent until either ends. Thread: any. */
final class AgentLeg implements CallLeg {

    private final String id;
    private final @Nullable Agent agent;
    private final LegObserver observer;
    private final AtomicBoolean ended = new AtomicBoolean();

    AgentLeg(String id, @Nullable Agent agent, LegObserver observer) {
        this.id = id;
        this.agent = agent;
        this.observer = observer;
    }

    void tell(LegSignal signal) {
        if (!ended.get()) {
            observer.onSignal(signal);
        }
    }

    /** Ends this part, once; the browser's session goes on. */
    void end(Cause cause) {
        if (ended.compareAndSet(false, true)) {
            if (agent != null) {
                agent.free(this);
            }
            observer.onSignal(new LegSignal.Ended(cause));
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean hasOwnSession() {
        return true;
    }

    @Override
    public @Nullable LegControl media() {
        return agent == null || ended.get() ? null : agent.media();
    }

    /** It is called, so nobody rings it back. */
    @Override
    public void ring() {}

    /** Its media is open. */
    @Override
    public void progress() {}

    /** It has answered. */
    @Override
    public void answer() {}

    @Override
    public void refuse(Cause cause) {
        end(cause);
    }

    @Override
    public void hangUp(Cause cause) {
        end(cause);
    }

    /** Music and silence are played to it; its session is not negotiated anew. */
    @Override
    public void hold(boolean on) {}

    @Override
    public void sendKeys(String keys, int durationMs) {
        LegControl media = media();
        if (media != null) {
            media.sendKeys(keys, durationMs);
        }
    }

    /** A browser cannot call anybody by itself. */
    @Override
    public void transfer(TransferTarget target) {
        tell(new LegSignal.TransferProgressed(TransferProgress.FAILED));
    }

    @Override
    public void tellTransfer(TransferProgress progress) {}

    @Override
    public void failTransfer(Cause cause) {}
}
