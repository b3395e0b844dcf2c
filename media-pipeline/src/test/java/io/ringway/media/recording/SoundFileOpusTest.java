package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.file.FileSource;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.rtp.AudioLevel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded can be played; here, as only this package writes Ogg/Opus. */
@Timeout(60)
class SoundFileOpusTest {

    @TempDir private Path dir;

    @Test
    void shouldPlayARecordingToItsExactLength() throws Exception {
        SoundFile file = SoundFile.load(recorded(100), SoundLimits.DEFAULTS);
        assertEquals(48_000, file.rateHz());
        assertEquals(2, file.channels());
        // 2 s, without the 6.5 ms an encoder puts before the first sample.
        assertEquals((96_000 - OpusHead.PRE_SKIP_48K) / 48, file.durationMs());
        FileSource source = file.source(16_000, 1, false);
        short[] frame = new short[320];
        int frames = 0;
        while (source.read(frame, 320, 0)) {
            int level = AudioLevel.ofPcm(frame, 0, 320);
            // A tone of 9,000 lies 14 dB below the overload point.
            assertTrue(frames < 2 || frames > 97 || Math.abs(level - 14) <= 3, "level " + level);
            frames++;
        }
        assertEquals(100, frames);
    }

    @Test
    void shouldNotDecodeMoreThanItsLimit() throws Exception {
        Path file = recorded(100);
        IOException failure =
                assertThrows(IOException.class, () -> SoundFile.load(file, new SoundLimits(1_900)));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("it is longer than the 1.9 s"));
    }

    @Test
    void shouldLoadOrSayWhyWhateverTheFileHolds() throws Exception {
        byte[] good = Files.readAllBytes(recorded(20));
        SplittableRandom random = new SplittableRandom(31);
        int failures = 0;
        for (int round = 0; round < 300; round++) {
            int length = random.nextBoolean() ? good.length : random.nextInt(good.length);
            byte[] mutated = Arrays.copyOf(good, Math.max(4, length));
            for (int i = random.nextInt(3); i > 0; i--) {
                mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Path path = Files.write(dir.resolve("mutated.ogg"), mutated);
            try {
                assertTrue(SoundFile.load(path, SoundLimits.DEFAULTS).durationMs() <= 400);
            } catch (IOException e) {
                failures++;
            }
        }
        assertTrue(failures > 10 && failures < 300, failures + " failed");
    }

    private Path recorded(int count) throws Exception {
        List<byte[]> packets = SpeechPackets.make(2, 64_000, 960, count);
        Path path = dir.resolve("recorded-" + count + ".ogg");
        OpusFileWriter writer =
                new OpusFileWriter(
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        7,
                        24_000);
        writer.begin(2);
        for (byte[] each : packets) {
            writer.write(new UnsafeBuffer(each), 0, each.length, 960, 0);
        }
        writer.finish();
        return path;
    }
}
