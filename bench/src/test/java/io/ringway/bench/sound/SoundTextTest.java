package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people and programs are shown. */
class SoundTextTest {

    private final Results results = new Results();

    @Test
    void shouldLineUpFiguresByTraceAndReceiver() {
        add("clean", RingwayCompleteness.NAME, 0, 0, 4.25);
        add("clean", "fixed 60", 0, 60, Double.NaN);
        add("loss 5", RingwayCompleteness.NAME, 1.254, 0.86, 4.5);
        String table = SoundTable.of(results);

        assertTrue(
                table.startsWith(
                        """
                        concealed, % of the samples sent
                                                      ringway speech        fixed 60
                        clean                                   0.00            0.00
                        loss 5                                  1.25               -

                        """),
                table);
        assertTrue(
                table.endsWith(
                        """
                        ringway speech, against what was said at the same time
                                                         spectra, dB length, samples
                        clean                                   4.25              +0
                        loss 5                                  4.50              +0

                        """),
                table);
    }

    @Test
    void shouldSayWhatTheNetworkDid() {
        List<TracedPacket> arrivals =
                List.of(packet(0, 0), packet(2, 5), packet(1, 35), packet(3, 0));
        Trace trace = new Trace("some", arrivals, 5, 960, new short[5 * 960]);
        String table = NetworkTable.of(List.of(trace));
        assertTrue(
                table.endsWith(
                        """
                        some                                   20.00            10.0            35.0           20.00

                        """),
                table);
    }

    @Test
    void shouldWriteCsv() {
        add("loss 5", "fixed 60", 5, 60, Double.NaN);
        add("loss 5", RingwayCompleteness.NAME, 1.25, 0.9, 4.5);
        assertEquals(
                """
                trace,receiver,concealed_percent,mean_delay_ms,p95_delay_ms,duration_error_samples,nsim,lsd_db
                loss 5,fixed 60,5.0000,60.000,120.000,0,0.9000,
                loss 5,ringway speech,1.2500,0.900,1.800,0,0.9000,4.500
                """,
                SoundCsv.of(results));
    }

    @Test
    void shouldJudgeEachRowByTheRules() {
        add("a", RingwayCompleteness.NAME, 1, 5, 4);
        add("a", Verdicts.ANCHOR, 2, 40, Double.NaN);
        add("b", RingwayCompleteness.NAME, 2.5, 5, 4);
        add("b", Verdicts.ANCHOR, 2, 40, Double.NaN);
        PlayoutSweep sweep =
                new PlayoutSweep(
                        Map.of(
                                "a",
                                List.of(
                                        new PlayoutSweep.Point(0, 30, 2.3),
                                        new PlayoutSweep.Point(20, 43, 2.2),
                                        new PlayoutSweep.Point(40, 60, 1)),
                                "b",
                                List.of(
                                        new PlayoutSweep.Point(0, 30, 2.3),
                                        new PlayoutSweep.Point(20, 43.1, 1))));
        String text = new Verdicts(results, sweep).text();

        assertTrue(
                text.endsWith(
                        """
                        a                                  yes   yes, least delay 20 ms: 43.0 ms, 2.20 % concealed
                        b                                   no   no
                        rows                            1 of 2   1 of 2
                        """),
                text);
    }

    private static TracedPacket packet(int index, long delayMs) {
        long sendNs = index * 20_000_000L;
        return new TracedPacket(
                index, sendNs, sendNs + delayMs * 1_000_000, index * 960L, new byte[] {0});
    }

    private void add(
            String trace, String receiver, double concealed, double delayMs, double lsdDb) {
        Heard heard = new Heard(new short[0], 16_000, concealed, delayMs, 2 * delayMs, 0);
        results.add(new Result(trace, receiver, heard, 0.9, lsdDb));
    }
}
