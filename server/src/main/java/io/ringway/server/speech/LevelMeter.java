package io.ringway.server.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Level of 16-bit PCM over one window after the other. Thread: the sink's. */
final class LevelMeter {

    private static final int WINDOWS_PER_SECOND = 10;
    private static final double FULL_SCALE = 32_768;

    private final int windowSamples;
    private int samples;
    private double sumOfSquares;
    private int peak;
    private double rmsDbfs = LevelSnapshot.SILENCE_DBFS;
    private double peakDbfs = LevelSnapshot.SILENCE_DBFS;

    LevelMeter(int rateHz, int channels) {
        windowSamples = rateHz * channels / WINDOWS_PER_SECOND;
    }

    /** Takes samples in; returns whether a window was completed. */
    boolean add(ByteBuffer littleEndianPcm) {
        ByteBuffer pcm = littleEndianPcm.slice().order(ByteOrder.LITTLE_ENDIAN);
        boolean completed = false;
        while (pcm.remaining() >= Short.BYTES) {
            int sample = pcm.getShort();
            sumOfSquares += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
            completed |= countSamples(1);
        }
        return completed;
    }

    /** Takes silence in; returns whether a window was completed. */
    boolean addSilence(long silentSamples) {
        if (silentSamples < windowSamples) {
            return countSamples((int) silentSamples);
        }
        startWindow();
        rmsDbfs = LevelSnapshot.SILENCE_DBFS;
        peakDbfs = LevelSnapshot.SILENCE_DBFS;
        return true;
    }

    /** Root mean square of the last complete window. */
    double rmsDbfs() {
        return rmsDbfs;
    }

    /** Largest sample of the last complete window. */
    double peakDbfs() {
        return peakDbfs;
    }

    private boolean countSamples(int count) {
        samples += count;
        if (samples < windowSamples) {
            return false;
        }
        rmsDbfs = dbfs(Math.sqrt(sumOfSquares / samples));
        peakDbfs = dbfs(peak);
        startWindow();
        return true;
    }

    private void startWindow() {
        samples = 0;
        sumOfSquares = 0;
        peak = 0;
    }

    private static double dbfs(double amplitude) {
        if (amplitude < 1) {
            return LevelSnapshot.SILENCE_DBFS;
        }
        return Math.max(LevelSnapshot.SILENCE_DBFS, 20 * Math.log10(amplitude / FULL_SCALE));
    }
}
