package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ToneSourceTest {

    @ParameterizedTest
    @CsvSource({"8000, 425", "16000, 1400.5", "48000, 425", "48000, 3333.3", "44100, 941"})
    void shouldKeepFrequencyLevelAndPurityForAMinute(int rateHz, double hz) {
        short[] pcm = play(Tone.continuous(-10, hz), rateHz, 60_000);
        int second = 59 * rateHz;
        assertEquals(-10, Spectrum.levelDbm0(pcm, second, rateHz, hz, rateHz), 0.01);
        assertTrue(Spectrum.purityDb(pcm, second, rateHz, hz, rateHz) > 80);
        assertEquals(0, Spectrum.phase(pcm, second, rateHz, hz, rateHz), 1e-4);
    }

    @Test
    void shouldSumItsPartialsAtTheirOwnLevels() {
        ToneSegment both =
                new ToneSegment(1_000, List.of(new Partial(500, -20), new Partial(1_900, -6)));
        short[] pcm = play(new Tone(List.of(both), false), 48_000, 1_000);
        assertEquals(-20, Spectrum.levelDbm0(pcm, 4_800, 38_400, 500, 48_000), 0.01);
        assertEquals(-6, Spectrum.levelDbm0(pcm, 4_800, 38_400, 1_900, 48_000), 0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 24_000, 48_000})
    void shouldGoOnAndOffToTheSample(int rateHz) {
        int perMs = rateHz / 1_000;
        short[] pcm = play(Tone.cadence(List.of(93, 57), -3, 1_000), rateHz, 3_000);
        for (int round = 0; round < 20; round++) {
            int from = round * 150 * perMs;
            double level = Spectrum.levelDbm0(pcm, from + 5 * perMs, 80 * perMs, 1_000, rateHz);
            assertEquals(-3, level, 0.05);
            // A raised cosine is at half its height half-way.
            double edge = Spectrum.levelDbm0(pcm, from + 2 * perMs, perMs, 1_000, rateHz);
            assertEquals(-9, edge, 1);
            for (int i = from + 93 * perMs; i < from + 150 * perMs; i++) {
                assertEquals(0, pcm[i], "sample " + i);
            }
        }
    }

    /** No two samples may lie farther apart than the sine and its edge make them. */
    @Test
    void shouldNotClickAtEdges() {
        double hz = 300;
        short[] pcm = play(Tone.cadence(List.of(103, 41), 0, hz), 48_000, 2_000);
        double amplitude = new Partial(hz, 0).amplitude();
        double limit = amplitude * (2 * Math.PI * hz / 48_000 + Math.PI / 2 / 240) + 1;
        for (int i = 1; i < pcm.length; i++) {
            assertTrue(Math.abs(pcm[i] - pcm[i - 1]) <= limit, "sample " + i);
        }
        assertTrue(Math.abs(pcm[103 * 48 - 1]) < amplitude / 1_000);
    }

    @Test
    void shouldEndAfterOnePassWithSilenceToTheFramesEnd() {
        ToneSource source =
                new ToneSource(new Tone(List.of(ToneSegment.on(50, -10, 440)), false), 16_000);
        short[] frame = new short[320];
        for (int i = 0; i < 3; i++) {
            Arrays.fill(frame, (short) 7);
            assertTrue(source.read(frame, 320, 0));
        }
        for (int i = 160; i < 320; i++) {
            assertEquals(0, frame[i]);
        }
        Arrays.fill(frame, (short) 7);
        assertFalse(source.read(frame, 320, 0));
        assertEquals(7, frame[0]);
    }

    @Test
    void shouldNotDependOnTheFrameLength() {
        Tone tone = TonePlan.UK.tone(CallProgress.RINGBACK);
        short[] whole = play(tone, 48_000, 4_000);
        ToneSource source = new ToneSource(tone, 48_000);
        short[] pieces = new short[whole.length];
        short[] piece = new short[1_999];
        for (int at = 0, size = 1; at < whole.length; at += size, size = size * 7 % 1_999 + 1) {
            size = Math.min(size, whole.length - at);
            assertTrue(source.read(piece, size, 0));
            System.arraycopy(piece, 0, pieces, at, size);
        }
        assertArrayEquals(whole, pieces);
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        ToneSource source = new ToneSource(TonePlan.US.tone(CallProgress.BUSY), 48_000);
        short[] frame = new short[960];
        assertEquals(0, Allocations.perCall(() -> source.read(frame, 960, 0)));
    }

    @Test
    void shouldRefuseWhatCannotBePlayed() {
        assertThrows(IllegalArgumentException.class, () -> new Partial(4_000, -10));
        assertThrows(IllegalArgumentException.class, () -> new Partial(425, 3.2));
        assertThrows(IllegalArgumentException.class, () -> ToneSegment.on(10, 0, 425, 450));
        assertThrows(IllegalArgumentException.class, () -> new ToneSegment(-1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Tone(List.of(), true));
        List<ToneSegment> endlessFirst = List.of(ToneSegment.off(0), ToneSegment.off(1));
        assertThrows(IllegalArgumentException.class, () -> new Tone(endlessFirst, true));
        List<Integer> odd = List.of(1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> Tone.cadence(odd, -10, 425));
        Tone tone = Tone.continuous(-10, 425);
        assertThrows(IllegalArgumentException.class, () -> new ToneSource(tone, 96_000));
    }

    private static short[] play(Tone tone, int rateHz, int durationMs) {
        short[] pcm = new short[rateHz / 10 * (durationMs / 100)];
        short[] frame = new short[rateHz / 50];
        ToneSource source = new ToneSource(tone, rateHz);
        for (int at = 0; at + frame.length <= pcm.length; at += frame.length) {
            assertTrue(source.read(frame, frame.length, 0));
            System.arraycopy(frame, 0, pcm, at, frame.length);
        }
        return pcm;
    }
}
