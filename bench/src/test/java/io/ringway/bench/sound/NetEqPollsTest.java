package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class NetEqPollsTest {

    private static final int SAMPLES = 4_800;

    /** Polls 100 ms apart; between two all samples waited equally long. */
    private static String polls(double... delaysMs) {
        StringJoiner polls = new StringJoiner(",", "[", "]");
        double delay = 0;
        for (int n = 0; n < delaysMs.length; n++) {
            int emitted = (n + 1) * SAMPLES;
            delay += SAMPLES * delaysMs[n] / 1_000;
            polls.add(
                    String.format(
                            Locale.ROOT,
                            """
                            {"timestamp": %d, "totalSamplesReceived": %d, "concealedSamples": %d,
                             "silentConcealedSamples": %d, "jitterBufferEmittedCount": %d,
                             "jitterBufferDelay": %f, "jitterBufferTargetDelay": %f}
                            """,
                            100 * n,
                            emitted + emitted / 4,
                            emitted / 4,
                            emitted / 8,
                            emitted,
                            delay,
                            emitted * 0.04));
        }
        return polls.toString();
    }

    @Test
    void shouldTellSharesAndMeans() throws Exception {
        NetEqFigures figures = new NetEqPolls(polls(20, 40, 60), 1_000).figures(18_000);
        assertEquals(20, figures.concealedPercent(), 1e-6);
        assertEquals(10, figures.silentConcealedPercent(), 1e-6);
        assertEquals(40, figures.meanDelayMs(), 1e-6);
        assertEquals(40, figures.meanTargetDelayMs(), 1e-6);
        assertEquals(60, figures.p95DelayMs(), 1e-6);
    }

    @Test
    void shouldTakePercentileOverSamples() throws Exception {
        double[] delaysMs = new double[100];
        for (int n = 0; n < delaysMs.length; n++) {
            delaysMs[n] = delaysMs.length - n;
        }
        NetEqFigures figures = new NetEqPolls(polls(delaysMs), 1e6).figures(480_000);
        assertEquals(95, figures.p95DelayMs(), 1e-6);
    }

    @Test
    void shouldLeaveOutWhatComesAfterTheEnd() throws Exception {
        assertEquals(20, new NetEqPolls(polls(20, 20, 500), 150).figures(9_600).p95DelayMs(), 1e-6);
    }

    @Test
    void shouldRefuseStreamThatNeverCame() {
        assertThrows(IllegalStateException.class, () -> new NetEqPolls("[]", 1_000));
        String nothing = "[{\"timestamp\": 0, \"totalSamplesReceived\": 480}]";
        assertThrows(IllegalStateException.class, () -> new NetEqPolls(nothing, 1_000));
    }
}
