package io.ringway.server.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class WavFileTest {

    @TempDir private Path dir;

    static byte[] read(Path file, int rateHz, int channels) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            assertEquals(AudioFormat.Encoding.PCM_SIGNED, format.getEncoding());
            assertEquals(rateHz, format.getSampleRate());
            assertEquals(channels, format.getChannels());
            assertEquals(16, format.getSampleSizeInBits());
            byte[] data = in.readAllBytes();
            assertEquals(in.getFrameLength() * 2 * channels, data.length);
            return data;
        }
    }

    private static byte[] random(int bytes) {
        byte[] data = new byte[bytes];
        new SplittableRandom(11).nextBytes(data);
        return data;
    }

    @Test
    void shouldBeReadByOthers() throws Exception {
        byte[] pcm = random(100_000);
        Path path = dir.resolve("a.wav");
        try (WavFile file = WavFile.create(path, 48_000, 2)) {
            file.append(ByteBuffer.wrap(pcm, 0, 60_000));
            file.append(ByteBuffer.wrap(pcm, 60_000, 40_000));
        }
        assertArrayEquals(pcm, read(path, 48_000, 2));
    }

    @Test
    void shouldBeValidWhileItGrows() throws Exception {
        byte[] pcm = random(50_000);
        Path path = dir.resolve("a.wav");
        try (WavFile file = WavFile.create(path, 16_000, 1)) {
            assertEquals(0, read(path, 16_000, 1).length);
            file.append(ByteBuffer.wrap(pcm));
            byte[] soFar = read(path, 16_000, 1);
            assertArrayEquals(Arrays.copyOf(pcm, soFar.length), soFar);
            assertEquals(49_152, soFar.length);
            file.flush();
            assertArrayEquals(pcm, read(path, 16_000, 1));
            file.appendSilence(10_000);
            assertArrayEquals(pcm, read(path, 16_000, 1));
        }
        assertArrayEquals(Arrays.copyOf(pcm, 70_000), read(path, 16_000, 1));
    }

    @Test
    void shouldPutSilenceBetween() throws Exception {
        Path path = dir.resolve("a.wav");
        try (WavFile file = WavFile.create(path, 8_000, 1)) {
            file.appendSilence(3);
            file.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            file.appendSilence(2);
            file.append(ByteBuffer.wrap(new byte[] {5, 6, 7}));
        }
        byte[] expected = {0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 5, 6};
        assertArrayEquals(expected, read(path, 8_000, 1));
    }

    @Test
    void shouldStopAtTheFormatsEnd() throws Exception {
        try (WavFile file = WavFile.create(dir.resolve("a.wav"), 8_000, 1)) {
            assertThrows(IOException.class, () -> file.appendSilence(1L << 31));
            assertThrows(IOException.class, () -> file.appendSilence(-1));
            assertThrows(IOException.class, () -> file.appendSilence(Long.MAX_VALUE));
            file.appendSilence(1L << 30);
            assertThrows(IOException.class, () -> file.appendSilence(1L << 30));
            file.append(ByteBuffer.wrap(new byte[2]));
        }
    }

    @Test
    void shouldNotOverwrite() throws Exception {
        Path path = Files.writeString(dir.resolve("a.wav"), "precious");
        assertThrows(FileAlreadyExistsException.class, () -> WavFile.create(path, 8_000, 1));
        assertEquals("precious", Files.readString(path));
    }
}
