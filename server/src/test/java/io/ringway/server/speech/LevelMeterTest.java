package io.ringway.server.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LevelMeterTest {

    static ByteBuffer sine(double amplitude, int rateHz, int samples) {
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            double phase = 2 * Math.PI * 1_000 * i / rateHz;
            pcm.putShort((short) Math.round(amplitude * 32_767 * Math.sin(phase)));
        }
        return pcm.flip();
    }

    @Test
    void shouldMeasureASine() {
        LevelMeter meter = new LevelMeter(16_000, 1);
        assertTrue(meter.add(sine(0.5, 16_000, 1_600)));
        assertEquals(-6.02, meter.peakDbfs(), 0.05);
        assertEquals(-9.03, meter.rmsDbfs(), 0.05);
    }

    @Test
    void shouldWaitForAWholeWindow() {
        LevelMeter meter = new LevelMeter(16_000, 1);
        assertFalse(meter.add(sine(1, 16_000, 1_599)));
        assertEquals(LevelSnapshot.SILENCE_DBFS, meter.rmsDbfs());
        assertTrue(meter.add(sine(1, 16_000, 1)));
        assertEquals(-3.01, meter.rmsDbfs(), 0.05);
    }

    @Test
    void shouldCallTheLowestSampleFullScale() {
        LevelMeter meter = new LevelMeter(8_000, 1);
        ByteBuffer pcm = ByteBuffer.allocate(1_600).order(ByteOrder.LITTLE_ENDIAN);
        while (pcm.hasRemaining()) {
            pcm.putShort(Short.MIN_VALUE);
        }
        assertTrue(meter.add(pcm.flip()));
        assertEquals(0, meter.peakDbfs(), 1e-9);
        assertEquals(0, meter.rmsDbfs(), 1e-9);
    }

    @Test
    void shouldFallToSilence() {
        LevelMeter meter = new LevelMeter(16_000, 1);
        assertTrue(meter.add(sine(1, 16_000, 1_600)));
        assertTrue(meter.addSilence(1L << 36));
        assertEquals(LevelSnapshot.SILENCE_DBFS, meter.rmsDbfs());
        assertEquals(LevelSnapshot.SILENCE_DBFS, meter.peakDbfs());
    }
}
