package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.rtp.SourceRestart.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3550 appendix A.1 and RTP times, begun around every wrap; 20 ms of 8 kHz a packet. */
@ParameterizedClass
@ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
@Timeout(10)
class SourceRestartTest {

    private static final long MS = 1_000_000;
    private static final int TICKS = 160;

    @Parameter int first;

    private final SourceRestart restart = new SourceRestart();
    private int firstTimestamp;

    @BeforeEach
    void begin() {
        firstTimestamp = Integer.MAX_VALUE - first;
        restart.begin(first, firstTimestamp, 0);
    }

    @Test
    void shouldGoOnThroughLossReorderingAndPauses() {
        assertEquals(Verdict.GOES_ON, judge(1, 1, 20));
        assertEquals(Verdict.GOES_ON, judge(3_000, 3_000, 60_000));
        assertEquals(Verdict.GOES_ON, judge(2_901, 2_901, 60_000));
        assertEquals(Verdict.GOES_ON, judge(3_000, 3_000, 60_001));
        // Voice activity detection: an hour without packets, told by the time alone.
        assertEquals(Verdict.GOES_ON, judge(3_001, 183_000, 3_660_000));
        // A sender that lets its time stand meanwhile.
        assertEquals(Verdict.GOES_ON, judge(3_002, 183_001, 7_200_000));
        // What a network held back for five seconds comes at once.
        assertEquals(Verdict.GOES_ON, judge(3_003, 183_251, 7_200_000));
    }

    @Test
    void shouldTakeTwoInARowForARestartAndOneForAStray() {
        int newest = 0;
        for (int jump : new int[] {3_001, 20_000, -101, -20_000}) {
            assertEquals(Verdict.STRAY, judge(newest + jump, 7_000_000, 20), "jump " + jump);
            newest++;
            assertEquals(Verdict.GOES_ON, judge(newest, newest, 20));
            assertEquals(Verdict.STRAY, judge(newest + jump, 7_000_001, 40), "jump " + jump);
        }
        assertEquals(Verdict.STRAY, judge(20_000, 7_000_000, 40));
        assertEquals(Verdict.ANEW, judge(20_001, 7_000_001, 60));
        assertEquals(Verdict.GOES_ON, judge(20_002, 7_000_002, 80));
    }

    /** Its numbers might be late ones, its times cannot be. */
    @Test
    void shouldTellARestartALittleLowerByItsTimes() {
        assertEquals(Verdict.GOES_ON, judge(50, 50, 1_000));
        assertEquals(Verdict.STRAY, judge(10, 9_000_000, 1_020));
        assertEquals(Verdict.ANEW, judge(11, 9_000_001, 1_040));
        assertEquals(Verdict.STRAY, judge(11, -9_000_000, 1_060));
        assertEquals(Verdict.ANEW, judge(12, -8_999_999, 1_080));
        assertEquals(Verdict.STRAY, judge(0, -8_999_980, 1_100));
    }

    @Test
    void shouldTakeATimeThatCannotBeForARestartAtOnce() {
        assertEquals(Verdict.ANEW, judge(1, -1, 20));
        assertEquals(Verdict.GOES_ON, judge(2, 0, 40));
        assertEquals(Verdict.ANEW, judge(3, 10_000_000, 60));
        assertEquals(Verdict.GOES_ON, judge(4, 10_000_001, 80));
        // Not next: it may be a late one of the time before.
        assertEquals(Verdict.STRAY, judge(6, 1, 80));
        assertEquals(Verdict.ANEW, judge(7, 2, 100));
    }

    /** Packets of a key tell when it began, and what follows goes on from before (RFC 4733). */
    @Test
    void shouldNotMindTheTimesOfKeys() {
        assertEquals(Verdict.GOES_ON, judge(1, 1, 20));
        for (int i = 2; i < 400; i++) {
            assertEquals(
                    Verdict.GOES_ON,
                    restart.judge(at(i), firstTimestamp + 2 * TICKS, false, 20L * i * MS));
        }
        assertEquals(Verdict.GOES_ON, judge(400, 400, 8_000));
        assertEquals(Verdict.GOES_ON, judge(399, 399, 8_000));
    }

    private Verdict judge(int step, int frame, long atMs) {
        return restart.judge(at(step), firstTimestamp + frame * TICKS, true, atMs * MS);
    }

    private int at(int step) {
        return first + step & 0xFFFF;
    }
}
