package io.ringway.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * What a WAV file of 16-bit PCM holds, read and written by the JDK.
 *
 * @param samples channels interleaved
 */
public record WavSamples(int rateHz, int channels, short[] samples) {

    /** Reads a file. */
    public static WavSamples read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            byte[] bytes = in.readAllBytes();
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return new WavSamples(
                    Math.round(format.getSampleRate()), format.getChannels(), samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no WAV file", e);
        }
    }

    /** Writes a file. */
    public void write(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(rateHz, 16, channels, true, false);
        try (AudioInputStream in =
                new AudioInputStream(
                        new ByteArrayInputStream(bytes.array()),
                        format,
                        samples.length / channels)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    public double seconds() {
        return (double) samples.length / channels / rateHz;
    }

    /** One channel alone. */
    public short[] channel(int index) {
        short[] one = new short[samples.length / channels];
        for (int i = 0; i < one.length; i++) {
            one[i] = samples[i * channels + index];
        }
        return one;
    }
}
