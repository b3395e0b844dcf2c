package io.ringway.bench.sound;

import io.ringway.media.codec.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads recorded speech: every WAV file of a folder, one behind the other, at one loudness. */
final class SpeechFiles {

    /** Where a checkout that has recordings beside it keeps them. */
    private static final Path BESIDE = Path.of("..", "shared", "vectors", "speech");

    private static final double LOUDNESS = 2_500;

    private SpeechFiles() {}

    /** Recorded speech when there is some beside the project, else a synthetic voice. */
    static Speech orSynthetic(Path projectRoot) throws IOException {
        Path folder = projectRoot.resolve(BESIDE).normalize();
        if (!Files.isDirectory(folder)) {
            return new Speech(SyntheticVoice.of(1, 24), "synthetic voice");
        }
        return read(folder);
    }

    private static Speech read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
        }
        List<short[]> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(levelled(read48k(file)));
        }
        short[] all = new short[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return new Speech(all, files.size() + " recordings of " + folder.getFileName());
    }

    private static short[] read48k(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            if (format.getSampleSizeInBits() != 16 || format.getChannels() != 1) {
                throw new IOException(file + " is not 16-bit mono but " + format);
            }
            byte[] bytes = in.readAllBytes();
            short[] pcm = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
            Resampler resampler =
                    new Resampler(Math.round(format.getSampleRate()), Speech.RATE_HZ, 1);
            short[] out = new short[resampler.outputLength(pcm.length)];
            int written = resampler.process(pcm, 0, pcm.length, out, 0);
            return Arrays.copyOf(out, written);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no WAV file", e);
        }
    }

    private static short[] levelled(short[] pcm) {
        double energy = 1;
        int highest = 1;
        for (short sample : pcm) {
            energy += (double) sample * sample;
            highest = Math.max(highest, Math.abs(sample));
        }
        double gain = Math.min(LOUDNESS / Math.sqrt(energy / pcm.length), 32_000.0 / highest);
        short[] levelled = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            levelled[i] = (short) Math.round(gain * pcm[i]);
        }
        return levelled;
    }
}
