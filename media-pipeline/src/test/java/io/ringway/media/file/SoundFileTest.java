package io.ringway.media.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SoundFileTest {

    private static final double AMPLITUDE = 10_000;
    private static final double HZ = 1_000;

    @TempDir private Path dir;

    @Test
    void shouldPlayOnceAndFillTheLastFrame() throws IOException {
        FileSource source = load(16_000, 1, ramp(800)).source(16_000, 1, false);
        short[] frame = new short[320];
        for (int i = 0; i < 3; i++) {
            Arrays.fill(frame, (short) -1);
            assertTrue(source.read(frame, 320, 0));
            assertEquals(i * 320 + 1, frame[0]);
        }
        assertEquals(800, frame[159]);
        assertEquals(0, frame[160]);
        assertEquals(0, frame[319]);
        assertEquals(50, source.positionMs());
        assertFalse(source.read(frame, 320, 0));
    }

    @Test
    void shouldLoopWithoutLosingASample() throws IOException {
        FileSource source = load(8_000, 2, ramp(2 * 333)).source(8_000, 2, true);
        short[] frame = new short[2 * 160];
        int expected = 0;
        for (int i = 0; i < 50; i++) {
            assertTrue(source.read(frame, 160, 0));
            for (short sample : frame) {
                assertEquals(expected % 666 + 1, sample);
                expected++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 48000",
        "44100, 48000",
        "44100, 8000",
        "48000, 8000",
        "16000, 24000",
        "22050, 16000"
    })
    void shouldPlayAtAnotherRateAsLongAndInPhase(int fileHz, int wantedHz) throws IOException {
        short[] sine = new short[fileHz];
        for (int i = 0; i < sine.length; i++) {
            sine[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * HZ * i / fileHz));
        }
        List<Short> played = play(load(fileHz, 1, sine).source(wantedHz, 1, false));
        assertEquals(Math.ceilDiv(wantedHz, wantedHz / 50) * (wantedHz / 50), played.size());
        // Rounded to whole samples, the filter's delay leaves at most half a sample of phase.
        double tolerance = AMPLITUDE * Math.PI * HZ / wantedHz + 20;
        for (int i = wantedHz / 50; i < wantedHz * 49 / 50; i++) {
            double expected = AMPLITUDE * Math.sin(2 * Math.PI * HZ * i / wantedHz);
            assertEquals(expected, played.get(i), tolerance, "sample " + i);
        }
    }

    @Test
    void shouldMixDownAndDouble() throws IOException {
        SoundFile stereo = load(8_000, 2, new short[] {100, 200, -32_768, -32_768, 5, -6});
        short[] pcm = new short[8];
        assertTrue(stereo.source(8_000, 1, false).read(pcm, 3, 0));
        assertArrayEquals(new short[] {150, -32_768, -1}, Arrays.copyOf(pcm, 3));
        SoundFile mono = load(8_000, 1, new short[] {7, 8});
        assertTrue(mono.source(8_000, 2, false).read(pcm, 2, 0));
        assertArrayEquals(new short[] {7, 7, 8, 8}, Arrays.copyOf(pcm, 4));
    }

    @Test
    void shouldBeSharedByManyAndAllocateNothing() throws IOException {
        SoundFile music = load(8_000, 1, ramp(24_000));
        FileSource[] legs = new FileSource[1_000];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = music.source(48_000, 1, true);
        }
        short[] frame = new short[960];
        int[] turn = {0};
        long bytes = Allocations.perCall(() -> legs[turn[0]++ % 1_000].read(frame, 960, 0));
        assertEquals(0, bytes);
        for (FileSource leg : legs) {
            assertSame(legs[0].sound(), leg.sound());
        }
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertFails("it is not there", dir.resolve("none.wav"));
        assertFails("it is no regular file", dir);
        Path text = Files.writeString(dir.resolve("notes.txt"), "hello");
        assertFails("it is neither a WAV nor an Ogg/Opus file", text);
        assertFails("it holds no samples", wav(8_000, 1));
        Path slow = wav(4_000, 1, (short) 1);
        assertFails("its rate is 4000 Hz; 8000, 11025,", slow);
        Path cut = Files.write(dir.resolve("cut.ogg"), new byte[] {'O', 'g', 'g', 'S'});
        assertThrows(IOException.class, () -> SoundFile.load(cut, SoundLimits.DEFAULTS));
    }

    @Test
    void shouldNotKeepMoreThanItsLimit() throws IOException {
        Path file = wav(8_000, 1, ramp(8_001));
        SoundLimits second = new SoundLimits(1_000);
        IOException failure = assertThrows(IOException.class, () -> SoundFile.load(file, second));
        assertEquals(
                "it is longer than the 1.0 s that are kept in memory; shorten it: sox FILE OUT trim"
                        + " 0 1.0",
                failure.getMessage());
        assertEquals(1_000, SoundFile.load(wav(8_000, 1, ramp(8_000)), second).durationMs());
        assertThrows(IllegalArgumentException.class, () -> new SoundLimits(0));
    }

    private void assertFails(String what, Path file) {
        IOException failure =
                assertThrows(IOException.class, () -> SoundFile.load(file, SoundLimits.DEFAULTS));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(what), failure.getMessage());
    }

    private SoundFile load(int rateHz, int channels, short[] pcm) throws IOException {
        return SoundFile.load(wav(rateHz, channels, pcm), SoundLimits.DEFAULTS);
    }

    private Path wav(int rateHz, int channels, short... pcm) throws IOException {
        int[] samples = new int[pcm.length];
        Arrays.setAll(samples, i -> pcm[i]);
        return new WavBytes()
                .format(1, channels, rateHz, 16)
                .chunk("data", WavBytes.samples(samples))
                .write(dir.resolve("sound.wav"));
    }

    private static short[] ramp(int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (i + 1);
        }
        return pcm;
    }

    private static List<Short> play(FileSource source) {
        List<Short> played = new ArrayList<>();
        int length = source.rateHz() / 50;
        short[] frame = new short[length];
        while (source.read(frame, length, 0)) {
            for (short sample : frame) {
                played.add(sample);
            }
        }
        return played;
    }
}
