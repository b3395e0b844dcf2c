package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders that jump, restart, change codec or pause. */
@Timeout(60)
class PlayoutRestartTest {

    private static final long MS = 1_000_000;
    private static final int RATE = 16_000;
    private static final int SAMPLES = 320;
    private static final short[] TONE = Tones.sine(RATE, 200, 8_000);
    private static final double SHARPNESS = Tones.sharpest(TONE, 0, TONE.length);

    private final RecitingDecoder decoder = new RecitingDecoder(TONE, RATE, 1, 48_000);
    private final PlayoutFeed feed = new PlayoutFeed(decoder);

    @AfterEach
    void close() {
        feed.close();
    }

    private void send(int from, int to) {
        for (int n = from; n < to; n++) {
            feed.readUntil(n * 20L * MS);
            feed.insert(n, Tones.packet(n, SAMPLES), n * 20L * MS);
        }
    }

    private void assertSeamless() {
        assertSeamless(0);
    }

    private void assertSeamless(int concealed) {
        short[] heard = feed.heard();
        double sharpest = Tones.sharpest(heard, 100, heard.length);
        assertTrue(sharpest < 2 * SHARPNESS, sharpest + " of " + SHARPNESS);
        for (int at = 1_600; at + 1_600 < heard.length; at += 800) {
            double power = Tones.power(heard, at, at + 800);
            assertTrue(power > 16e6, "quiet at " + at + ": " + power);
        }
        assertTrue(feed.statistics.concealedSamples() <= concealed);
        assertEquals(0, feed.statistics.discardedSamples());
        assertTrue(feed.maxDelayMs(10) < 100, "delay " + feed.maxDelayMs(10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 30, -(1L << 30), 3 * 48_000, -48_000, -960})
    void shouldPlayOnWhenTheTimestampJumps(long ticks) {
        send(0, 100);
        feed.firstTimestamp += ticks;
        send(100, 300);
        assertSeamless();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 30_000, -200, -20_000})
    void shouldPlayOnWhenTheSenderRestarts(int sequenceStep) {
        send(0, 100);
        feed.firstSequence += sequenceStep;
        feed.firstTimestamp = 987_654_321;
        send(100, 300);
        // The packet that only its successor confirmed is lost.
        assertSeamless(2 * SAMPLES);
        assertEquals(1, decoder.resets);
    }

    @Test
    void shouldPlayOnWhenAnotherSenderTakesOver() {
        send(0, 100);
        feed.buffer.restart();
        feed.firstSequence = 50;
        feed.firstTimestamp = 5;
        send(100, 300);
        assertSeamless();
        assertEquals(1, decoder.resets);
    }

    @Test
    void shouldChangeTheCodecWithoutAClick() {
        send(0, 100);
        RecitingDecoder other = new RecitingDecoder(TONE, RATE, 1, 8_000);
        feed.buffer.setDecoder(other);
        assertFalse(decoder.closed, "packets of the old codec wait");
        feed.ticksPerPacket = 160;
        send(100, 300);
        assertSeamless();
        assertTrue(decoder.closed);
        assertFalse(other.closed);
    }

    @Test
    void shouldCopeWithDecodersSetOneAfterAnother() {
        send(0, 100);
        RecitingDecoder second = new RecitingDecoder(TONE, RATE, 1, 8_000);
        RecitingDecoder third = new RecitingDecoder(TONE, RATE, 1, 48_000);
        feed.buffer.setDecoder(second);
        feed.buffer.setDecoder(third);
        send(100, 200);
        assertSeamless();
        assertTrue(decoder.closed && second.closed);
    }

    @Test
    void shouldConcealOnlyWhatIsMissingWhenPacketsOfAThirdDecoderCome() {
        send(0, 100);
        feed.buffer.setDecoder(new RecitingDecoder(TONE, RATE, 1, 48_000));
        feed.insert(100, Tones.packet(100, SAMPLES), 100 * 20 * MS);
        feed.buffer.setDecoder(new RecitingDecoder(TONE, RATE, 1, 48_000));
        send(101, 200);
        assertTrue(feed.concealedPercent() < 4, "" + feed.concealedPercent());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_500, 30_000, 600_000})
    void shouldGoOnAfterAPauseWithTheDelayItWants(int pauseMs) {
        send(0, 200);
        feed.readUntil(4_000 * MS + pauseMs * MS);
        int packets = pauseMs / 20;
        feed.firstSequence = -packets;
        send(200 + packets, 400 + packets);
        assertTrue(feed.delaysMs[feed.reads - 1] < 60, "" + feed.delaysMs[feed.reads - 1]);
        assertTrue(feed.statistics.concealedSamples() <= 2_120 * 16);
        assertEquals(0, feed.statistics.lateSamples());
        assertEquals(0, feed.statistics.discardedSamples());
    }

    @Test
    void shouldNotTakeOneStrayPacketForARestart() {
        send(0, 100);
        feed.firstSequence = 20_000;
        feed.insert(100, Tones.packet(0, SAMPLES), feed.nowNs);
        feed.firstSequence = 0;
        send(100, 200);
        assertSeamless();
        assertEquals(0, decoder.resets);
    }
}
