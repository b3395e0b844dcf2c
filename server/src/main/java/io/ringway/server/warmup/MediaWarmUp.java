package io.ringway.server.warmup;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.UdpMediaEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the code that every packet goes through run with losses, swapped packets and full rings, soon
 * after the server's start.
 *
 * <p>Thread: {@code media-warm-up}, which ends with it. A failure is logged and does the server no
 * harm.
 */
public final class MediaWarmUp implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaWarmUp.class);

    /** For who starts a server to make its first call: that one shall not wait. */
    private static final Duration USUAL_DELAY = Duration.ofSeconds(2);

    private static final int USUAL_TURNS = 250;

    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TURNS_A_BURST = 50;

    /** Less than a leg may have queued, all of them more than a ring holds. */
    private static final int BURST_PACKETS = 80;

    private static final long CLOSE_MS = 5_000;

    private final EngineSettings settings;
    private final Duration delay;
    private final int turns;
    private final Counters counters = new Counters();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    private MediaWarmUp(EngineSettings settings, Duration delay, int turns) {
        this.settings = settings;
        this.delay = delay;
        this.turns = turns;
        this.thread = Thread.ofPlatform().name("media-warm-up").daemon().unstarted(this::run);
    }

    /**
     * Begins in two seconds.
     *
     * @param settings the server's engine's, whose ways the code is to learn
     */
    public static MediaWarmUp start(EngineSettings settings) {
        return start(settings, USUAL_DELAY, USUAL_TURNS);
    }

    /** Begins then, and speaks for that many times 20 ms. */
    static MediaWarmUp start(EngineSettings settings, Duration delay, int turns) {
        MediaWarmUp warmUp = new MediaWarmUp(settings, delay, turns);
        warmUp.thread.start();
        return warmUp;
    }

    /** What the engine in the server's role has counted. */
    Counters counters() {
        return counters;
    }

    /** Waits for the end; false when it has not come in time. */
    boolean await(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    private void run() {
        try {
            if (!ending.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                warmUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException | ExecutionException | RuntimeException e) {
            log.warn(
                    "media was not warmed up: the first losses of calls may hold others up; calls work"
                            + " as ever",
                    e);
        }
    }

    private void warmUp()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        long beganNs = System.nanoTime();
        log.info("media warms up: calls named warm-up-… are this server's own, to itself");
        WarmUpSpeech speech = WarmUpSpeech.encode(OpusCodecs.of(settings.opus(), settings.silk()));
        WarmUpEngines engines = new WarmUpEngines(settings);
        try (SpeechDrain drain = SpeechDrain.start();
                UdpMediaEngine answering = engines.answering(counters, drain.port());
                UdpMediaEngine browser = engines.calling();
                UdpMediaEngine other = engines.calling()) {
            WarmUpCalls calls = new WarmUpCalls(answering, speech);
            calls.connect(browser, other);
            speak(calls);
        }
        log.info(
                "media is warm: {} packets, {} lost frames made up, in {} ms",
                counters.total(Counter.RX_RTP),
                counters.total(Counter.FRAMES_CONCEALED_PLC)
                        + counters.total(Counter.FRAMES_CONCEALED_FEC),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs));
    }

    private void speak(WarmUpCalls calls) throws InterruptedException {
        long startNs = System.nanoTime();
        for (int turn = 1; turn <= turns; turn++) {
            calls.turn();
            if (turn % TURNS_A_BURST == 0) {
                calls.burst(BURST_PACKETS);
            }
            long waitNs = startNs + turn * TURN_NS - System.nanoTime();
            if (ending.await(waitNs, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** Ends it early if it still runs. */
    @Override
    public void close() {
        ending.countDown();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MS))) {
                log.warn("the media's warm-up did not end within {} ms", CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
