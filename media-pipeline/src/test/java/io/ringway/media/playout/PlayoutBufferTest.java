package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.PacketSlab;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One behaviour a test, on sound that is known to the sample. */
@Timeout(60)
class PlayoutBufferTest {

    private static final long MS = 1_000_000;
    private static final int RATE = 16_000;
    private static final int SAMPLES = 320;

    private static final short[] TONE = Tones.sine(RATE, 200, 8_000);
    private static final short[] VOICE = Tones.voice(RATE, 20, 4);

    /** What a clean 200 Hz tone of that amplitude shows between any three samples. */
    private static final double TONE_SHARPNESS = Tones.sharpest(TONE, 0, TONE.length);

    private static PlayoutFeed feed(short[] sound) {
        return new PlayoutFeed(new RecitingDecoder(sound, RATE, 1, 48_000));
    }

    private static byte[] packet(int n) {
        return Tones.packet(n, SAMPLES);
    }

    @Test
    void shouldPlayACleanStreamAsItWasSent() {
        PlayoutSettings noStretching = new PlayoutSettings(20, 20, 20, 200, 2_000);
        try (PlayoutFeed feed =
                new PlayoutFeed(new RecitingDecoder(VOICE, RATE, 1, 48_000), noStretching)) {
            feed.run(Network.of(500, 20, 0), PlayoutBufferTest::packet, 0);
            short[] heard = feed.heard();
            int faded = RATE / 200;
            assertArrayEquals(
                    Arrays.copyOfRange(VOICE, faded, heard.length),
                    Arrays.copyOfRange(heard, faded, heard.length));
            assertEquals(0, feed.statistics.concealedSamples());
            assertEquals(0, feed.statistics.acceleratedSamples());
            assertEquals(0, feed.statistics.expandedSamples());
            assertTrue(feed.maxDelayMs(0) < 42, "delay " + feed.maxDelayMs(0));
        }
    }

    @Test
    void shouldHaveNothingToSayBeforeTheFirstPacketAndAfterALongSilence() {
        try (PlayoutFeed feed = feed(TONE)) {
            assertFalse(feed.read());
            feed.nowNs = 0;
            feed.run(Network.of(100, 20, 0), PlayoutBufferTest::packet, 1_900);
            assertTrue(feed.read());
            feed.readUntil(feed.nowNs + 500 * MS);
            assertFalse(feed.read());
            feed.insert(100, packet(100), feed.nowNs);
            feed.readUntil(feed.nowNs + 100 * MS);
            assertTrue(feed.read());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFE0, 0xFFFF})
    void shouldNotNoticeWraps(int firstSequence) {
        try (PlayoutFeed feed = feed(TONE)) {
            feed.firstSequence = firstSequence;
            feed.firstTimestamp = 0xFFFF_FFFFL - 960L * 50;
            feed.run(Network.of(400, 20, 0).jitter(30, true, 5), PlayoutBufferTest::packet, 0);
            assertTrue(feed.concealedPercent() < 0.5, "" + feed.concealedPercent());
            assertEquals(0, feed.statistics.discardedSamples());
            assertTrue(feed.maxDelayMs(0) < 100, "" + feed.maxDelayMs(0));
        }
    }

    @Test
    void shouldTellWhyItTakesAPacketNot() {
        PlayoutSettings small = new PlayoutSettings(0, 500, 20, 16, 2_000);
        AudioDecoder decoder = new RecitingDecoder(TONE, RATE, 1, 48_000);
        try (PlayoutFeed feed = new PlayoutFeed(decoder, small)) {
            assertEquals(0, feed.insert(0, packet(0), 0));
            assertEquals(Counter.DROP_JITTER_DUPLICATE.code(), feed.insert(0, packet(0), 1 * MS));
            assertEquals(AudioDecoder.FAILED, feed.insert(1, new byte[3], 20 * MS));
            feed.insert(1, packet(1), 20 * MS);
            feed.nowNs = 30 * MS;
            feed.readUntil(150 * MS);
            assertEquals(Counter.DROP_JITTER_DUPLICATE.code(), feed.insert(0, packet(0), 150 * MS));
            feed.insert(5, packet(5), 150 * MS);
            feed.readUntil(300 * MS);
            assertEquals(Counter.DROP_JITTER_LATE.code(), feed.insert(3, packet(3), 300 * MS));
            assertEquals(SAMPLES, feed.statistics.lateSamples());
        }
    }

    @Test
    void shouldSayThatTheSlabIsEmpty() {
        try (PacketSlab slab = new PacketSlab(2, 64);
                PlayoutBuffer buffer =
                        new PlayoutBuffer(
                                new RecitingDecoder(TONE, RATE, 1, 48_000),
                                slab,
                                PlayoutSettings.DEFAULTS)) {
            UnsafeBuffer payload = new UnsafeBuffer(packet(0));
            assertEquals(0, buffer.insert(payload, 0, 12, 1, 0, 0, false, 0));
            assertEquals(0, buffer.insert(payload, 0, 12, 2, 960, 0, false, 0));
            assertEquals(
                    Counter.DROP_SLAB_EMPTY.code(),
                    buffer.insert(payload, 0, 12, 3, 1_920, 0, false, 0));
        }
    }

    @Test
    void shouldDropTheOldestWhenNobodyReads() {
        PlayoutSettings small = new PlayoutSettings(0, 500, 20, 16, 2_000);
        try (PlayoutFeed feed =
                new PlayoutFeed(new RecitingDecoder(TONE, RATE, 1, 48_000), small)) {
            for (int n = 0; n < 40; n++) {
                assertEquals(0, feed.insert(n, packet(n), n * 20L * MS));
            }
            assertEquals(16, feed.slab.used());
            assertEquals(24L * SAMPLES, feed.statistics.discardedSamples());
            feed.nowNs = 40 * 20 * MS;
            assertTrue(feed.read());
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 20", "20, 10", "20, 20", "40, 20", "60, 10", "60, 20", "120, 20"})
    void shouldPlayPacketsOfAnyLengthAtAnyReader(int packetMs, int frameMs) {
        int samples = RATE / 1_000 * packetMs;
        try (PlayoutFeed feed = feed(TONE)) {
            feed.frameMs = frameMs;
            feed.ticksPerPacket = 48 * packetMs;
            feed.run(
                    Network.of(10_000 / packetMs, packetMs, 0).jitter(5, true, 3),
                    n -> Tones.packet(n, samples),
                    0);
            assertEquals(0, feed.statistics.concealedSamples());
            double late = feed.meanDelayMs(feed.reads / 2);
            assertTrue(late < 10 + frameMs + 10, "delay " + late);
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 100, heard.length);
            assertTrue(sharpest < 2 * TONE_SHARPNESS, sharpest + " of " + TONE_SHARPNESS);
        }
    }

    @Test
    void shouldConcealALostPacketWithoutAClickOrChangeOfDelay() {
        try (PlayoutFeed feed = feed(TONE)) {
            feed.run(Network.of(300, 20, 0).drop(150, 200, 201), PlayoutBufferTest::packet, 0);
            assertEquals(3L * SAMPLES, feed.statistics.concealedSamples());
            assertEquals(2, feed.statistics.concealmentEvents());
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 100, heard.length);
            assertTrue(sharpest < 2 * TONE_SHARPNESS, sharpest + " of " + TONE_SHARPNESS);
            double power = Tones.power(heard, 140 * SAMPLES, 160 * SAMPLES);
            assertEquals(1, power / Tones.power(TONE, 0, TONE.length), 0.05);
        }
    }

    @Test
    void shouldFadeToSilenceWhenTheStreamStops() {
        try (PlayoutFeed feed = feed(TONE)) {
            feed.run(Network.of(100, 20, 0), PlayoutBufferTest::packet, 600);
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 100, heard.length);
            assertTrue(sharpest < 2 * TONE_SHARPNESS, sharpest + " of " + TONE_SHARPNESS);
            assertEquals(0, Tones.power(heard, heard.length - 4_000, heard.length), 0);
            assertTrue(feed.statistics.concealedSamples() > 400 * 16);
        }
    }

    @Test
    void shouldRefuseADecoderOfAnotherOutput() {
        try (PlayoutFeed feed = feed(TONE);
                AudioDecoder other = new RecitingDecoder(TONE, 8_000, 1, 8_000)) {
            assertThrows(IllegalArgumentException.class, () -> feed.buffer.setDecoder(other));
        }
    }
}
