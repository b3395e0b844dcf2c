package io.ringway.signaling.agent;

import io.ringway.media.LegControl;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.Partner;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A browser's part in one call: its session's media, lent until either ends.
 *
 * <p>Thread: any; {@link #hold} and {@link #tellPartner} the call's.
 */
final class AgentLeg implements CallLeg {

    private enum Stage {
        CALLED,
        RINGING,
        UP,
        ENDED
    }

    private final String id;
    private final @Nullable Agent agent;
    private final LegObserver observer;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CALLED);
    private boolean onHold;
    private boolean partnerAway;
    private @Nullable Partner partner;

    /**
     * @param agent whose browser it is; null when there is nobody to be called
     */
    AgentLeg(String id, @Nullable Agent agent, LegObserver observer) {
        this.id = id;
        this.agent = agent;
        this.observer = observer;
    }

    /** Rings, and answers by itself when the browser does not want to be asked. */
    void begin(CallParties parties, boolean asks) {
        if (!stage.compareAndSet(Stage.CALLED, Stage.RINGING)) {
            return;
        }
        tell(new AgentNotice.Ringing(id, parties));
        if (asks) {
            observer.onSignal(new LegSignal.Ringing());
        } else {
            accept();
        }
    }

    /** Takes the call; false when it does not ring. */
    boolean accept() {
        boolean taken = stage.compareAndSet(Stage.RINGING, Stage.UP);
        if (taken) {
            tell(new AgentNotice.Answered(id));
            observer.onSignal(new LegSignal.Answered());
        }
        return taken;
    }

    /** Refuses the call; false when it does not ring. */
    boolean reject() {
        boolean rings = stage.get() == Stage.RINGING;
        if (rings) {
            end(Cause.of(Cause.Kind.DECLINED));
        }
        return rings;
    }

    void keyPressed(char key, int durationMs) {
        if (stage.get() == Stage.UP) {
            observer.onSignal(new LegSignal.KeyPressed(key, durationMs));
        }
    }

    /** Ends this part, once; the browser's session goes on. */
    void end(Cause cause) {
        Stage before = stage.getAndSet(Stage.ENDED);
        if (before == Stage.ENDED) {
            return;
        }
        if (before != Stage.CALLED) {
            tell(new AgentNotice.Ended(id, cause));
        }
        if (agent != null) {
            agent.free(this);
        }
        observer.onSignal(new LegSignal.Ended(cause));
    }

    private void tell(AgentNotice notice) {
        if (agent != null) {
            agent.notice(notice);
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
        return agent == null || stage.get() == Stage.ENDED ? null : agent.media();
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
    public void hold(boolean on) {
        tellHold(on, partnerAway);
    }

    @Override
    public void tellPartner(Partner now) {
        Partner before = partner;
        partner = now;
        if (before == null || !isSame(before, now)) {
            tell(new AgentNotice.Connected(id, now));
        }
        tellHold(onHold, now.away());
    }

    private static boolean isSame(Partner before, Partner now) {
        return before.callId().equals(now.callId())
                && before.number().equals(now.number())
                && before.name().equals(now.name());
    }

    /** On hold by the call, by the partner or by both is all the same to the browser. */
    private void tellHold(boolean byCall, boolean byPartner) {
        boolean before = onHold || partnerAway;
        onHold = byCall;
        partnerAway = byPartner;
        boolean now = byCall || byPartner;
        if (now != before) {
            tell(now ? new AgentNotice.Held(id) : new AgentNotice.Resumed(id));
        }
    }

    /**
     * In the media for a gateway behind it, and in words: a page does not hear telephone events.
     */
    @Override
    public void sendKeys(String keys, int durationMs) {
        LegControl media = media();
        if (media != null) {
            media.sendKeys(keys, durationMs);
            keys.chars()
                    .forEach(key -> tell(new AgentNotice.KeyPressed(id, (char) key, durationMs)));
        }
    }

    /** A browser cannot call anybody by itself. */
    @Override
    public void transfer(TransferTarget target) {
        observer.onSignal(new LegSignal.TransferProgressed(TransferProgress.FAILED));
    }

    @Override
    public void tellTransfer(TransferProgress progress) {}

    @Override
    public void failTransfer(Cause cause) {}
}
