package io.ringway.signaling.sip.dialog;

import io.ringway.media.LegControl;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.sip.media.SipMedia;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A phone or trunk as a leg of a call: hands what is asked of it to the leg's queue. A caller's
 * media is opened by the first thing that needs it, so that one who is refused costs no port.
 */
final class SipLeg implements CallLeg {

    private final LegCore core;
    private final LegSide side;

    SipLeg(LegCore core, LegSide side) {
        this.core = core;
        this.side = side;
    }

    @Override
    public String id() {
        return core.id();
    }

    @Override
    public @Nullable LegControl media() {
        SipMedia media = core.media();
        return media == null ? null : media.leg();
    }

    @Override
    public void open() {
        side.open();
    }

    @Override
    public void ring() {
        open();
        enqueue(LegSide::ring);
    }

    @Override
    public void progress() {
        open();
        enqueue(LegSide::progress);
    }

    @Override
    public void answer() {
        open();
        enqueue(LegSide::answer);
    }

    @Override
    public void refuse(Cause cause) {
        enqueue(side -> side.refuse(cause));
    }

    @Override
    public void hangUp(Cause cause) {
        enqueue(side -> side.hangUp(cause));
    }

    @Override
    public void hold(boolean on) {
        inSession(session -> session.offers().hold(on));
    }

    @Override
    public void sendKeys(String keys, int durationMs) {
        inSession(session -> session.keys().send(keys, durationMs));
    }

    @Override
    public void transfer(TransferTarget target) {
        inSession(session -> session.transfer(target));
    }

    @Override
    public void tellTransfer(TransferProgress progress) {
        inSession(session -> session.tellTransfer(SipFragment.of(progress)));
    }

    @Override
    public void failTransfer(Cause cause) {
        inSession(
                session -> session.tellTransfer(new SipFragment(CauseCodes.status(cause.kind()))));
    }

    private void enqueue(Consumer<LegSide> task) {
        core.enqueue(() -> task.accept(side));
    }

    private void inSession(Consumer<InDialog> task) {
        enqueue(
                each -> {
                    InDialog session = each.session();
                    if (session != null && !session.over()) {
                        task.accept(session);
                    }
                });
    }
}
