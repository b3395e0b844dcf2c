package io.ringway.server.dial;

import io.ringway.media.LegControl;
import io.ringway.media.recording.Recorder;
import io.ringway.server.call.CallException;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One call from the first ring to goodbye. Thread: whoever runs it; {@link #stop} any. */
final class DialCall {

    private static final long TICK_MS = 200;
    private static final long GOODBYE_MS = 2_000;
    private static final long SECURE_MS = 10_000;
    private static final int KEY_MS = 100;
    private static final int KEY_PAUSE_MS = 70;

    /** What of a sound is read ahead of being played (0.4 s and an item), and its way back. */
    private static final long TAIL_MS = 1_200;

    private final DialSettings settings;
    private final @Nullable DialSound sound;
    private final DialListener listener;
    private final LinkedBlockingQueue<DialEvent> events = new LinkedBlockingQueue<>();
    private final DialState state;

    DialCall(DialSettings settings, @Nullable DialSound sound, DialListener listener) {
        this.settings = settings;
        this.sound = sound;
        this.listener = listener;
        this.state = new DialState(settings, listener);
    }

    /**
     * Makes the call.
     *
     * @param recorder of what comes back; null records nothing
     * @throws CallException when it cannot begin
     */
    DialResult run(@Nullable Recorder recorder) throws CallException, InterruptedException {
        MessageLadder ladder = new MessageLadder(listener::onMessage);
        try (PhoneLine line = PhoneLine.open(settings, recorder, ladder, events::add)) {
            SipAddress next = settings.nextHop();
            listener.onStep("calling " + settings.target() + " by " + next.hop());
            long startNs = System.nanoTime();
            ladder.begin(startNs);
            state.begin(startNs);
            CallLeg leg = line.dial(signal -> events.add(signaled(signal)));
            String failure = null;
            try {
                ring(leg, line, ladder);
                talk(leg);
            } catch (CallException e) {
                failure = e.getMessage();
            } finally {
                state.refreshNow(leg.media());
                leg.hangUp(Cause.of(Cause.Kind.HANGUP));
                await(leg, () -> state.end() != null, GOODBYE_MS);
                ladder.awaitSettled(GOODBYE_MS);
            }
            return state.result(failure, ladder.inviteStatus());
        }
    }

    void stop() {
        events.add(new DialEvent.StopRequested());
    }

    private static DialEvent signaled(LegSignal signal) {
        return new DialEvent.Signaled(signal, System.nanoTime());
    }

    private void ring(CallLeg leg, PhoneLine line, MessageLadder ladder)
            throws CallException, InterruptedException {
        boolean told =
                await(
                        leg,
                        () -> state.answered() || state.over(),
                        TimeUnit.SECONDS.toMillis(settings.ringTimeoutS()));
        DialFailure failure = new DialFailure(settings, ladder, line.complaint());
        Cause end = state.end();
        if (!told) {
            leg.hangUp(Cause.of(Cause.Kind.NO_ANSWER));
            throw failure.ofSilence();
        } else if (state.stopped()) {
            throw new CallException("given up before it was answered");
        } else if (end != null && !state.answered()) {
            throw failure.of(end);
        }
        if (settings.protection() == MediaProtection.DTLS
                && !await(leg, () -> state.secured() || state.over(), SECURE_MS)) {
            throw new CallException("answered, but the DTLS handshake did not finish");
        }
        listener.onStep(state.answeredText());
    }

    private void talk(CallLeg leg) throws CallException, InterruptedException {
        press(leg);
        state.beginTalk(System.nanoTime());
        DialSound playing = sound;
        if (playing == null) {
            double seconds = settings.maxSeconds();
            long stayMs = seconds == 0 ? Long.MAX_VALUE : Math.round(seconds * 1_000);
            await(leg, state::over, stayMs);
        } else {
            play(leg, playing);
            await(leg, () -> state.soundRead() || state.over(), Long.MAX_VALUE);
        }
        boolean done = playing == null ? !state.over() : state.soundRead();
        if (playing != null && !state.over()) {
            await(leg, state::over, TAIL_MS);
        }
        if (!done) {
            complain();
        }
    }

    /** The call ended sooner than asked for, unless it was to last until somebody hangs up. */
    private void complain() throws CallException {
        if (state.stopped()) {
            throw new CallException("stopped after %s".formatted(state.talked()));
        }
        Cause end = state.end();
        boolean usual = end == null || end.kind() == Cause.Kind.HANGUP;
        if (!usual || !settings.endless()) {
            String why = usual ? "the other side hung up" : DialFailure.text(end);
            throw new CallException("%s after %s".formatted(why, state.talked()));
        }
    }

    private void press(CallLeg leg) throws InterruptedException {
        String keys = settings.keys();
        if (!keys.isEmpty() && !state.over()) {
            listener.onStep("pressing " + keys);
            leg.sendKeys(keys, KEY_MS);
            await(leg, state::over, (long) (keys.length() + 1) * (KEY_MS + KEY_PAUSE_MS));
        }
    }

    private void play(CallLeg leg, DialSound playing) throws CallException {
        LegControl media = leg.media();
        boolean begun =
                media != null
                        && media.play(
                                playing.play(
                                        settings.maxSeconds(),
                                        settings.loop(),
                                        () -> events.add(new DialEvent.SoundRead())));
        if (!begun && !state.over()) {
            throw new CallException("the media of the call takes no sound");
        }
    }

    /**
     * Handles what happens until a condition holds.
     *
     * @return false when it did not within the time
     */
    private boolean await(CallLeg leg, BooleanSupplier reached, long patienceMs)
            throws InterruptedException {
        long beginNs = System.nanoTime();
        while (!reached.getAsBoolean()) {
            long leftMs = patienceMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNs);
            if (leftMs <= 0) {
                return false;
            }
            DialEvent event = events.poll(Math.min(TICK_MS, leftMs), TimeUnit.MILLISECONDS);
            if (event == null) {
                state.refresh(leg.media());
            } else {
                state.handle(event);
            }
        }
        return true;
    }
}
