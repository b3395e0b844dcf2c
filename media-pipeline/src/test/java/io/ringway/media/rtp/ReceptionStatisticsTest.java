package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionStatisticsTest {

    private static final int RATE_HZ = 48_000;
    private static final long FRAME_NS = 20_000_000L;
    private static final int FRAME_TICKS = 960;

    private final ReceptionStatistics statistics =
            new ReceptionStatistics(0x22, RATE_HZ, RtpSettings.DEFAULTS);
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[24]);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldCountLossOverTheWrap(int first) {
        for (int i = 0; i < 1_000; i++) {
            if (i % 10 != 5) {
                receive(first, i);
            }
        }
        assertEquals(1_000, statistics.expected());
        assertEquals(900, statistics.received());
        assertEquals(100, statistics.cumulativeLost());
        assertEquals(first + 999, statistics.extendedHighestSequence());
        assertEquals(25, fractionLost(), "a tenth of 256");
    }

    @Test
    void shouldTellTheFractionOfTheIntervalOnly() {
        receiveAll(0, 100);
        assertEquals(0, fractionLost());
        receive(0, 199);
        assertEquals((99 << 8) / 100, fractionLost());
        for (int i = 200; i < 300; i++) {
            receive(0, i);
        }
        assertEquals(0, fractionLost());
        assertEquals(99, lost(), "the sum stays");
    }

    @Test
    void shouldReportNegativeLossForDuplicates() {
        receiveAll(0, 10);
        receiveAll(0, 10);
        assertEquals(-10, statistics.cumulativeLost());
        assertEquals(0, fractionLost());
        assertEquals(-10, lost());
    }

    @Test
    void shouldCountLatePacketsAsReceived() {
        receive(0, 0);
        receive(0, 2);
        receive(0, 1);
        assertEquals(0, statistics.cumulativeLost());
        assertEquals(2, statistics.extendedHighestSequence());
    }

    @Test
    void shouldClampLossToTwentyFourBits() {
        receive(0, 0);
        long next = 0;
        while (statistics.expected() < 1L << 24) {
            next += 2_999;
            assertTrue(statistics.onPacket((int) next & 0xFFFF, 0, 0));
        }
        assertEquals(0x7F_FFFF, statistics.cumulativeLost());
        assertEquals(255, fractionLost());
        assertEquals(0x7F_FFFF, lost());
    }

    @Test
    void shouldRestartOnlyOnTheSecondPacketOfAJump() {
        receiveAll(0, 100);
        assertFalse(statistics.onPacket(30_000, 0, 0));
        assertEquals(100, statistics.expected());
        assertEquals(100, statistics.received());
        assertTrue(statistics.onPacket(30_001, FRAME_TICKS, FRAME_NS));
        assertEquals(1, statistics.expected());
        assertEquals(1, statistics.received());
        assertEquals(30_001, statistics.extendedHighestSequence());
        assertEquals(0, statistics.jitterTimestampUnits());
    }

    @Test
    void shouldNotRestartForOneStrayPacket() {
        receiveAll(0, 100);
        assertFalse(statistics.onPacket(30_000, 0, 0));
        receive(0, 100);
        assertFalse(statistics.onPacket(40_000, 0, 0));
        assertEquals(101, statistics.expected());
        assertEquals(0, statistics.cumulativeLost());
    }

    @Test
    void shouldComputeJitterAsTheRfcDoes() {
        Random random = new Random(3);
        long reference = 0;
        int lastTransit = 0;
        long originNs = 5_000_000_000_000_000L;
        for (int i = 0; i < 5_000; i++) {
            long arrivalTicks = (long) i * FRAME_TICKS + (i == 0 ? 0 : random.nextInt(480));
            // Any nanosecond within the tick; the timestamps wrap on the way.
            long arrivalNs = originNs + (arrivalTicks * 1_000_000_000L + RATE_HZ - 1) / RATE_HZ;
            long timestamp = 0xFFFF_0000L + (long) i * FRAME_TICKS;
            int transit = (int) (arrivalTicks - timestamp);
            if (i > 0) {
                int deviation = Math.abs(transit - lastTransit);
                reference += deviation - ((reference + 8) >> 4);
            }
            lastTransit = transit;
            statistics.onPacket(i, timestamp & 0xFFFF_FFFFL, arrivalNs);
            assertEquals(reference >> 4, statistics.jitterTimestampUnits(), "packet " + i);
        }
        assertTrue(reference >> 4 > 100);
        long oneTickNs = 1_000_000_000L / RATE_HZ + 1;
        long expectedNs = (reference >> 4) * 1_000_000_000L / RATE_HZ;
        assertTrue(Math.abs(expectedNs - statistics.jitterNs()) <= oneTickNs);
    }

    @Test
    void shouldKeepJitterOverDaysWithoutOverflow() {
        long dayNs = 86_400_000_000_000L;
        for (int day = 0; day < 400; day++) {
            long ticks = day * 86_400L * RATE_HZ;
            statistics.onPacket(day, ticks, Long.MAX_VALUE - 1_000 + day * dayNs);
        }
        assertEquals(0, statistics.jitterTimestampUnits());
    }

    @Test
    void shouldEchoTheLastSenderReport() {
        receive(0, 0);
        statistics.writeReportBlock(block, 0, 0);
        assertEquals(0, block.getLong(16), "no sender report yet");
        statistics.onSenderReport(0x1234_5678_9ABC_DEF0L, 1_000_000_000L);
        statistics.writeReportBlock(block, 0, 3_500_000_000L);
        assertEquals(0x5678_9ABC, block.getInt(16, ByteOrder.BIG_ENDIAN));
        assertEquals(65_536 * 5 / 2, block.getInt(20, ByteOrder.BIG_ENDIAN));
    }

    @Test
    void shouldReportNothingBeforeTheFirstPacket() {
        assertEquals(24, statistics.writeReportBlock(block, 0, 0));
        assertEquals(0, statistics.expected());
        assertEquals(0, block.getInt(4));
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new RtpSettings(0, 100));
        assertThrows(IllegalArgumentException.class, () -> new RtpSettings(3_000, 40_000));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReceptionStatistics(1, 0, RtpSettings.DEFAULTS));
    }

    private void receiveAll(int first, int count) {
        for (int i = 0; i < count; i++) {
            receive(first, i);
        }
    }

    private void receive(int first, int i) {
        long timestamp = (long) i * FRAME_TICKS;
        assertTrue(statistics.onPacket((first + i) & 0xFFFF, timestamp, i * FRAME_NS));
    }

    private int fractionLost() {
        statistics.writeReportBlock(block, 0, 0);
        return block.getByte(4) & 0xFF;
    }

    private int lost() {
        return block.getInt(4, ByteOrder.BIG_ENDIAN) << 8 >> 8;
    }
}
