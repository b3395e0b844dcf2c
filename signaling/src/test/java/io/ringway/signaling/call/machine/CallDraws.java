package io.ringway.signaling.call.machine;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws what may come to a call; from the same seed, the same. */
final class CallDraws {

    private final Random random;

    CallDraws(Random random) {
        this.random = random;
    }

    /** Every switch either way, limits that are reached, timers that may be off. */
    CallRules rules() {
        CallRules usual = CallRules.defaults();
        return new CallRules(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                2 + random.nextInt(6),
                random.nextBoolean() ? 0 : 60_000,
                usual.ringMs(),
                usual.announcementLimitMs(),
                random.nextBoolean() ? 0 : 5_000,
                random.nextBoolean() ? 0 : 2_000,
                usual.endGraceMs(),
                usual.referralMs(),
                usual.sounds());
    }

    /** What a leg may tell, but its end. */
    LegSignal signal() {
        return switch (random.nextInt(10)) {
            case 0 -> new LegSignal.Ringing();
            case 1 -> new LegSignal.Progressed();
            case 2, 3 -> new LegSignal.Answered();
            case 4 -> new LegSignal.Held();
            case 5 -> new LegSignal.Resumed();
            case 6 -> new LegSignal.KeyPressed('5', 100, KeyOrigin.RTP_EVENT);
            case 7 -> new LegSignal.TransferProgressed(progress());
            default -> new LegSignal.TransferRequested(transferTarget());
        };
    }

    /** What somebody outside may want of a call with that leg; seldom its end. */
    CallCommand command(String leg) {
        boolean on = random.nextBoolean();
        return switch (random.nextInt(60) == 0 ? 0 : 1 + random.nextInt(8)) {
            case 0 -> new CallCommand.HangUp(cause());
            case 1, 2 -> new CallCommand.Hold(leg, on);
            case 3 -> new CallCommand.Mute(leg, on);
            case 4 -> new CallCommand.Play(leg, "beep", on);
            case 5 -> new CallCommand.Stop(leg);
            case 6 -> new CallCommand.SendKeys(leg, "12", 100);
            case 7 -> new CallCommand.Refer(leg, transferTarget());
            default -> new CallCommand.Connect(leg, transferTarget(), "api");
        };
    }

    Destination destination() {
        return switch (random.nextInt(20)) {
            case 0 -> new Destination.Echo();
            case 1 -> new Destination.Speech();
            case 2, 3 -> new Destination.Announce("all-agents-busy", cause());
            case 4 -> new Destination.Refuse(cause());
            case 5, 6 -> new Destination.Conference(random.nextBoolean() ? "one" : "two");
            default -> {
                List<DialTarget> targets = new ArrayList<>();
                int count = 1 + random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    targets.add(target());
                }
                yield new Destination.Dial(
                        targets, random.nextBoolean(), 20_000, random.nextBoolean());
            }
        };
    }

    DialTarget target() {
        return random.nextInt(3) == 0 ? new DialTarget.Agent("alice") : new DialTarget.User("bob");
    }

    TransferTarget transferTarget() {
        return random.nextBoolean()
                ? new TransferTarget.Blind("sip:300@there")
                : new TransferTarget.Attended("sip:300@there", "id", "to", "from");
    }

    private TransferProgress progress() {
        TransferProgress[] all = TransferProgress.values();
        return all[random.nextInt(all.length)];
    }

    Cause cause() {
        Cause.Kind[] all = Cause.Kind.values();
        return Cause.of(all[random.nextInt(all.length)]);
    }

    /** One of them; null where there are none. */
    <T> @Nullable T any(Collection<T> of) {
        return of.isEmpty() ? null : one(of);
    }

    <T> T one(Collection<T> of) {
        return new ArrayList<>(of).get(random.nextInt(of.size()));
    }
}
