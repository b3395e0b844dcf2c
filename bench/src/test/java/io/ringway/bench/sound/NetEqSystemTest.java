package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real calls to a real libwebrtc: what is sent is heard, what is lost is concealed, what is late is
 * waited for.
 */
final class NetEqSystemTest {

    private static final int SECONDS = 4;
    private static final double LEAST_MATCH = 0.95;

    /** Redundancy and a lucky draw leave this much of 20 % at least. */
    private static final double LEAST_CONCEALED = 2;

    /** One packet in the buffer, two until NetEQ trusts a new stream, and its own 10 ms. */
    private static final double MOST_CLEAN_DELAY_MS = 60;

    private static final double LEAST_ADDED_TARGET_MS = 10;

    @Test
    @Timeout(value = 100, unit = TimeUnit.SECONDS)
    void shouldHearCleanStreamWholeConcealLossAndWaitForJitter() throws Exception {
        assumeTrue(
                NetEqReceiver.missing().isEmpty(),
                () -> "SKIPPED: " + NetEqReceiver.missing().orElseThrow());
        Trace clean = SeededTrace.of("clean", SECONDS, 0, 0, 1);
        Trace lossy = SeededTrace.of("20 % loss", SECONDS, 0.2, 0, 2);
        Trace jittery = SeededTrace.of("60 ms jitter", SECONDS, 0, 60, 3);
        List<NetEqCall> calls = play(List.of(clean, lossy, jittery));

        NetEqFigures undisturbed = calls.getFirst().figures();
        assertEquals(0, undisturbed.concealedPercent(), undisturbed.toString());
        assertTrue(undisturbed.meanDelayMs() > 0, undisturbed.toString());
        assertTrue(undisturbed.meanDelayMs() < MOST_CLEAN_DELAY_MS, undisturbed.toString());
        double match = WaveMatch.median(clean.reference48k(), calls.getFirst().pcm());
        assertTrue(match >= LEAST_MATCH, "correlation with what was said is " + match);

        NetEqFigures concealing = calls.get(1).figures();
        assertTrue(concealing.concealedPercent() > LEAST_CONCEALED, concealing.toString());
        assertTrue(concealing.fecPacketsReceived() > 0, concealing.toString());

        NetEqFigures waiting = calls.getLast().figures();
        double clearlyMoreMs = undisturbed.meanTargetDelayMs() + LEAST_ADDED_TARGET_MS;
        assertTrue(waiting.meanTargetDelayMs() > clearlyMoreMs, waiting.toString());
    }

    private static List<NetEqCall> play(List<Trace> traces) throws InterruptedException {
        try {
            return new NetEqReceiver().measure(traces);
        } catch (MachineBusyException e) {
            return abort("SKIPPED: " + e.getMessage());
        }
    }
}
