package io.ringway.server.dial;

import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegStatistics;
import io.ringway.server.call.CallerProgress;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come, told as it goes on. Thread: the one that runs the call; statistics come
 * on others.
 */
final class DialState {

    private static final long STATISTICS_MS = 2_000;

    private final DialSettings settings;
    private final DialListener listener;
    private final StringBuilder keysHeard = new StringBuilder();
    private DialTimes times = DialTimes.NONE;
    private @Nullable MediaAgreement agreement;
    private @Nullable Cause end;
    private long startNs;
    private long talkNs;
    private long endNs;
    private boolean soundRead;
    private boolean stopped;
    private volatile @Nullable LegStatistics media;

    DialState(DialSettings settings, DialListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** The call begins. */
    void begin(long nowNs) {
        startNs = nowNs;
    }

    boolean answered() {
        return times.answeredMs() >= 0;
    }

    boolean secured() {
        return times.securedMs() >= 0;
    }

    boolean soundRead() {
        return soundRead;
    }

    boolean stopped() {
        return stopped;
    }

    /** Whether there is nothing more to be done in the call. */
    boolean over() {
        return stopped || end != null;
    }

    @Nullable Cause end() {
        return end;
    }

    void handle(DialEvent event) {
        switch (event) {
            case DialEvent.Signaled(LegSignal signal, long atNs) -> signaled(signal, ms(atNs));
            case DialEvent.Media(LegEvent happened, long atNs) -> media(happened, ms(atNs));
            case DialEvent.Agreed(MediaAgreement agreed) -> agreed(agreed);
            case DialEvent.SoundRead() -> soundRead = true;
            case DialEvent.StopRequested() -> stopped = true;
        }
    }

    private void signaled(LegSignal signal, double atMs) {
        switch (signal) {
            case LegSignal.Ringing() -> {
                times = times.ringing(atMs);
                step("ringing");
            }
            case LegSignal.Progressed() -> {
                times = times.earlyMedia(atMs);
                step("early media");
            }
            case LegSignal.Answered() -> times = times.answered(atMs);
            case LegSignal.Held() -> step("put on hold");
            case LegSignal.Resumed() -> step("taken back from hold");
            case LegSignal.KeyPressed(char key, int _, var _) -> {
                keysHeard.append(key);
                step("the other side pressed " + key);
            }
            case LegSignal.TransferRequested _ -> step("asked to call somebody else; staying");
            case LegSignal.TransferProgressed _ -> {
                // Nothing is transferred from here.
            }
            case LegSignal.Ended(Cause cause) -> {
                end = cause;
                endNs = System.nanoTime();
            }
        }
    }

    private void media(LegEvent event, double atMs) {
        switch (event) {
            case LegEvent.DtlsConnected _ -> times = times.secured(atMs);
            case LegEvent.AudioStarted _ -> times = times.firstAudio(atMs);
            case LegEvent.LocalCandidate _,
                    LegEvent.IceConnected _,
                    LegEvent.IceDisconnected _,
                    LegEvent.SourceLearned _,
                    LegEvent.KeyPressed _,
                    LegEvent.Closed _ -> {
                // What matters of these is told by the leg's signals.
            }
        }
    }

    private void agreed(MediaAgreement agreed) {
        boolean changed = answered() && !agreed.equals(agreement);
        agreement = agreed;
        if (changed) {
            step("changed to " + agreed.codec() + ", " + agreed.security());
        }
    }

    private void step(String text) {
        listener.onStep(text);
    }

    /** What was agreed on, and after how long. */
    String answeredText() {
        MediaAgreement agreed = agreement;
        String what =
                agreed == null
                        ? "without media"
                        : agreed.codec() + ", " + agreed.security() + ", keys by " + agreed.keys();
        return String.format(Locale.ROOT, "answered after %.0f ms: %s", times.answeredMs(), what);
    }

    void beginTalk(long nowNs) {
        talkNs = nowNs;
    }

    /** How long the call was in use. */
    String talked() {
        return String.format(Locale.ROOT, "%.1f s", talkedSeconds());
    }

    private double talkedSeconds() {
        long untilNs = endNs == 0 ? System.nanoTime() : endNs;
        return talkNs == 0 ? 0 : Math.max(0, untilNs - talkNs) / 1e9;
    }

    /** Brings the statistics up to date, a little later, and tells of progress. */
    void refresh(@Nullable LegControl leg) {
        if (leg != null) {
            leg.statistics().thenAccept(snapshot -> media = snapshot);
        }
        LegStatistics known = media;
        if (talkNs != 0 && known != null) {
            listener.onProgress(
                    new CallerProgress(
                            1,
                            1,
                            0,
                            talkedSeconds(),
                            settings.maxSeconds(),
                            known.packetsSent(),
                            known.packetsReceived(),
                            known.roundTripMs()));
        }
    }

    /** The same at once, as the last of them; of a leg that has ended there are none. */
    void refreshNow(@Nullable LegControl leg) throws InterruptedException {
        if (leg != null && end == null) {
            try {
                media =
                        leg.statistics()
                                .toCompletableFuture()
                                .get(STATISTICS_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException _) {
                // It ended meanwhile, or is too busy to answer; what was told last stands.
            }
        }
    }

    DialResult result(@Nullable String failure, int status) {
        return new DialResult(
                failure, status, times, talkedSeconds(), agreement, media, keysHeard.toString());
    }

    private double ms(long atNs) {
        return (atNs - startNs) / 1e6;
    }
}
