package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tone stays a tone, a voice keeps its pitch, and noise is not touched while it is loud. */
@Timeout(60)
class TimeStretchTest {

    private final NoiseFloor noise = new NoiseFloor();

    @ParameterizedTest
    @CsvSource({
        "8000, 1, 110",
        "8000, 1, 397",
        "16000, 1, 97",
        "16000, 2, 233",
        "48000, 1, 301",
        "48000, 2, 171",
        "48000, 1, 1003"
    })
    void shouldKeepATonePure(int rateHz, int channels, double hz) {
        int samples = rateHz / 5;
        for (boolean faster : new boolean[] {true, false}) {
            SyncBuffer sync = tone(rateHz, channels, hz, samples);
            TimeStretch stretch = stretch(sync, rateHz);
            int changed =
                    faster ? stretch.accelerate(rateHz, 0.9) : stretch.decelerate(rateHz, 0.9);
            assertTrue(changed >= rateHz / 400 && changed <= rateHz * 15 / 1_000, "" + changed);
            assertEquals(samples + (faster ? -changed : changed), sync.future());
            short[] out = new short[sync.future() * channels];
            sync.read(out, sync.future());
            short[] left = channel(out, channels);
            double impurity = Tones.impurityDb(left, 0, rateHz / 8, rateHz, hz);
            assertTrue(impurity < -30, (faster ? "faster " : "slower ") + impurity + " dB");
            double clean = Tones.sharpest(left, left.length / 2, left.length);
            assertTrue(Tones.sharpest(left, 2, left.length) < 1.3 * clean + 4);
        }
    }

    @Test
    void shouldNotSpliceLoudNoise() {
        Random random = new Random(3);
        SyncBuffer sync = filled(16_000, 1, 3_200, i -> (short) (3_000 * random.nextGaussian()));
        TimeStretch stretch = stretch(sync, 16_000);
        assertEquals(0, stretch.accelerate(240, 0.9));
        assertEquals(0, stretch.decelerate(240, 0.9));
    }

    @Test
    void shouldTakeAllItMayFromAPause() {
        Random random = new Random(4);
        SyncBuffer sync = filled(16_000, 1, 3_200, i -> (short) (20 * random.nextGaussian()));
        TimeStretch stretch = stretch(sync, 16_000);
        for (int i = 0; i < 50; i++) {
            noise.onFrame(400, 0.02);
        }
        assertEquals(240, stretch.accelerate(1_000, 0.9));
        assertEquals(100, stretch.accelerate(100, 0.9));
        assertEquals(240, stretch.decelerate(1_000, 0.9));
        assertEquals(3_200 - 100, sync.future());
    }

    @Test
    void shouldLeaveTooLittleAlone() {
        SyncBuffer sync = tone(16_000, 1, 200, 70);
        assertEquals(0, stretch(sync, 16_000).accelerate(1_000, 0.9));
        assertEquals(0, stretch(sync, 16_000).accelerate(30, 0.9));
        assertEquals(70, sync.future());
    }

    private TimeStretch stretch(SyncBuffer sync, int rateHz) {
        PitchSearch pitch = new PitchSearch(rateHz, sync.channels(), new float[200]);
        return new TimeStretch(sync, pitch, noise);
    }

    private static SyncBuffer tone(int rateHz, int channels, double hz, int samples) {
        return filled(
                rateHz,
                channels,
                samples,
                i -> (short) (8_000 * Math.sin(2 * Math.PI * hz * i / rateHz)));
    }

    /** A buffer that has played 40 ms of a sound and holds some more. */
    private static SyncBuffer filled(
            int rateHz, int channels, int samples, java.util.function.IntFunction<Short> sound) {
        SyncBuffer sync = new SyncBuffer(rateHz, channels);
        int played = rateHz / 25;
        UnsafeBuffer pcm = new UnsafeBuffer(new byte[(played + samples) * channels * 2]);
        for (int i = 0; i < played + samples; i++) {
            short value = sound.apply(i);
            for (int c = 0; c < channels; c++) {
                pcm.putShort(2 * (i * channels + c), value, ByteOrder.LITTLE_ENDIAN);
            }
        }
        sync.append(pcm, 0, played + samples);
        sync.read(new short[played * channels], played);
        return sync;
    }

    private static short[] channel(short[] pcm, int channels) {
        short[] left = new short[pcm.length / channels];
        for (int i = 0; i < left.length; i++) {
            left[i] = pcm[i * channels];
        }
        return left;
    }
}
