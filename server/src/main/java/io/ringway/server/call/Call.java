package io.ringway.server.call;

import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.MediaEngine;
import io.ringway.media.ice.IceMode;
import io.ringway.server.call.CallEvent.Answered;
import io.ringway.server.call.CallEvent.CandidateFound;
import io.ringway.server.call.CallEvent.Media;
import io.ringway.server.call.CallEvent.Offered;
import io.ringway.server.call.CallEvent.PlayFailed;
import io.ringway.server.call.CallEvent.Played;
import io.ringway.server.call.CallEvent.Refused;
import io.ringway.server.call.CallEvent.SignalingEnded;
import io.ringway.server.call.CallEvent.StopRequested;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call from offer to goodbye. Thread: its own virtual one; {@link #stop} and {@link #progress}
 * any.
 */
final class Call {

    private static final long STATISTICS_MS = 2_000;

    /** How long the end of an echo is waited for, beside the round trip. */
    private static final double LINGER_MS = 1_000;

    private static final long LINGER_STEP_MS = 20;

    private final int number;
    private final CallSettings settings;
    private final CallerParts parts;
    private final LinkedBlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final SetupClock clock = new SetupClock(System.nanoTime());
    private final IceLegControl leg;
    private final CallNegotiation negotiation;
    private final Signaling signaling;
    private final Playout playout;
    private String lastError = "";
    private boolean played;
    private boolean stopped;
    private volatile boolean connected;
    private volatile @Nullable LegStatistics lastMedia;

    /** Opens the call's leg, on an engine of its own. */
    Call(int number, CallSettings settings, CallerParts parts, MediaEngine engine) {
        this.number = number;
        this.settings = settings;
        this.parts = parts;
        boolean record = parts.records(number);
        leg =
                engine.open(
                        new LegSpec("call-" + number, IceMode.CONTROLLING, null, false, record),
                        this::onMedia);
        negotiation = new CallNegotiation(leg, parts.tape().channels() == 2);
        signaling = parts.signaling(settings, events::add);
        playout =
                new Playout(
                        leg,
                        parts.tape(),
                        settings.limit48k(),
                        settings.loop(),
                        settings.impairmentOf(number),
                        events::add);
    }

    /** Connects, plays, hangs up. */
    CallResult run() throws InterruptedException {
        String failure = null;
        LegStatistics statistics = null;
        try {
            connect();
            parts.pacer().add(playout);
            await(() -> played || stopped, Long.MAX_VALUE);
            linger();
            statistics = statistics();
            failure = shortfall(statistics);
        } catch (CallException e) {
            failure = e.getMessage();
            statistics = statistics();
        } finally {
            playout.stop();
            signaling.close();
            leg.close(CloseReason.LOCAL_HANGUP);
        }
        return new CallResult(
                number, clock.secured(), failure, clock.times(), playout.progress(), statistics);
    }

    /** Ends the call soon. */
    void stop() {
        events.add(new StopRequested());
    }

    CallProgress progress() {
        return new CallProgress(connected, playout.progress(), lastMedia);
    }

    /** Brings {@link #progress} up to date, a little later. */
    void refresh() {
        leg.statistics().thenAccept(media -> lastMedia = media);
    }

    private void connect() throws CallException, InterruptedException {
        signaling.offer(negotiation.offer(settings.stunServers().isEmpty()));
        await(
                () -> clock.secured() || stopped,
                TimeUnit.MILLISECONDS.toNanos(settings.connectTimeoutMs()));
    }

    /**
     * Handles what happens until a condition holds.
     *
     * @param patienceNs how long, from the call's start
     */
    private void await(BooleanSupplier reached, long patienceNs)
            throws CallException, InterruptedException {
        while (!reached.getAsBoolean()) {
            long leftNs = patienceNs - (System.nanoTime() - clock.startNs());
            CallEvent event = leftNs <= 0 ? null : events.poll(leftNs, TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new CallException(timeout());
            }
            handle(event);
        }
    }

    private void handle(CallEvent event) throws CallException, InterruptedException {
        switch (event) {
            case Answered(String sdp) -> {
                negotiation.answered(sdp);
                clock.onAnswer(System.nanoTime());
            }
            case Offered(String sdp) -> {
                signaling.answer(negotiation.answer(sdp));
                clock.onAnswer(System.nanoTime());
            }
            case CandidateFound(var candidate) -> negotiation.add(candidate);
            case Refused(String code, String message) -> refused(code + ": " + message);
            case SignalingEnded(String detail) -> ended(settings.url() + " hung up: " + detail);
            case Media(LegEvent happened, long atNs) -> media(happened, atNs);
            case Played() -> played = true;
            case PlayFailed(CallException reason) -> throw reason;
            case StopRequested() -> stopped = true;
        }
    }

    /** Before the answer an error is the end; later ones may be about a candidate only. */
    private void refused(String error) throws CallException {
        lastError = " (" + error + ")";
        if (!clock.answered()) {
            throw new CallException(settings.url() + " refuses the call: " + error);
        }
    }

    private void ended(String why) throws CallException {
        if (!played && !stopped) {
            String when = connected ? " after %.1f s".formatted(playedSeconds()) : "";
            throw new CallException(why + when + lastError);
        }
    }

    private void media(LegEvent happened, long atNs) throws CallException, InterruptedException {
        switch (happened) {
            case LegEvent.LocalCandidate(var candidate) ->
                    signaling.trickle(candidate, leg.localTransport(), negotiation.transportMid());
            case LegEvent.IceConnected path -> clock.onIce(atNs);
            case LegEvent.DtlsConnected secured -> {
                clock.onDtls(atNs);
                connected = true;
            }
            case LegEvent.AudioStarted started -> clock.onAudio(atNs);
            case LegEvent.IceDisconnected lost -> lastError = " (the media path went silent)";
            case LegEvent.SourceLearned _, LegEvent.KeyPressed _ -> {}
            case LegEvent.Closed(CloseReason reason, String detail) ->
                    ended("the media path ended: %s, %s".formatted(reason, detail));
        }
    }

    /** Lets what is still under way come back, if anything did. */
    private void linger() throws CallException, InterruptedException {
        LegStatistics media = stopped ? null : statistics();
        double patienceMs = media == null ? 0 : LINGER_MS + 2 * Math.max(0, media.roundTripMs());
        long startNs = System.nanoTime();
        while (media != null && isAwaited(media) && !stopped) {
            CallEvent event = events.poll(LINGER_STEP_MS, TimeUnit.MILLISECONDS);
            if (event != null) {
                handle(event);
            }
            boolean patient = System.nanoTime() - startNs < (long) (patienceMs * 1e6);
            media = patient ? statistics() : null;
        }
    }

    /** Whether there is an echo that is not whole yet. */
    private boolean isAwaited(LegStatistics media) {
        return media.packetsReceived() > 0
                && media.packetsReceived() < playout.progress().packets();
    }

    private @Nullable String shortfall(@Nullable LegStatistics media) {
        long given = playout.progress().packets();
        long sent = media == null ? given : media.packetsSent();
        if (stopped) {
            return "stopped after %.1f s".formatted(playedSeconds());
        }
        return sent < given
                ? "%d of %d packets could not be sent".formatted(given - sent, given)
                : null;
    }

    private double playedSeconds() {
        return playout.progress().seconds();
    }

    private String timeout() {
        String what;
        if (!clock.answered()) {
            what = "%s did not answer the offer".formatted(settings.url());
        } else if (!clock.connected()) {
            what = "no path for media was found (is the server's UDP port reachable?)";
        } else {
            what = "the DTLS handshake did not finish";
        }
        return "%s within %d ms%s".formatted(what, settings.connectTimeoutMs(), lastError);
    }

    private @Nullable LegStatistics statistics() throws InterruptedException {
        try {
            return leg.statistics().toCompletableFuture().get(STATISTICS_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // A shard too busy to answer; the report says that it has none.
            return null;
        }
    }

    /** Called by the leg, on a thread of its own. */
    private void onMedia(LegEvent event) {
        events.add(new Media(event, System.nanoTime()));
    }
}
