package io.ringway.media.file;

import static io.ringway.media.file.WavBytes.samples;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WavReaderTest {

    private static final int PCM = 1;
    private static final int FLOAT = 3;

    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 2", "24000, 1", "44100, 2", "48000, 2"})
    void shouldReadPcm(int rateHz, int channels) throws IOException {
        byte[] data = samples(1, -2, 32_767, -32_768);
        for (WavBytes format :
                new WavBytes[] {
                    new WavBytes().format(PCM, channels, rateHz, 16),
                    new WavBytes().extensible(PCM, channels, rateHz, 16)
                }) {
            Path file = format.chunk("data", data).write(dir.resolve("pcm.wav"));
            try (WavReader wav = WavReader.open(file)) {
                assertEquals(rateHz, wav.rateHz());
                assertEquals(channels, wav.channels());
                assertEquals(4 / channels, wav.samples());
                short[] pcm = new short[10];
                assertEquals(4 / channels, wav.read(pcm, 10 / channels));
                assertArrayEquals(new short[] {1, -2, 32_767, -32_768}, Arrays.copyOf(pcm, 4));
                assertEquals(0, wav.read(pcm, 1));
            }
        }
    }

    /** Values of ITU-T G.711: silence, full scale, and one between. */
    @ParameterizedTest
    @CsvSource({"6, D5 AA 2A 80, 8 32256 -32256 5504", "7, FF 80 00 8F, 0 32124 -32124 16764"})
    void shouldReadCompandedSamples(int encoding, String codes, String expected)
            throws IOException {
        byte[] data = HexFormat.ofDelimiter(" ").parseHex(codes);
        WavBytes file = new WavBytes().format(encoding, 1, 8_000, 8).chunk("data", data);
        assertEquals(expected, read(file));
    }

    @Test
    void shouldSkipOtherChunksWithTheirPadding() throws IOException {
        WavBytes file =
                new WavBytes()
                        .chunk("JUNK", new byte[5])
                        .format(PCM, 1, 8_000, 16)
                        .chunk("LIST", new byte[33])
                        .chunk("data", samples(7, 8))
                        .chunk("id3 ", new byte[9]);
        assertEquals("7 8", read(file));
    }

    /** Programs that write to a pipe cannot go back and state the length. */
    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFF_FFFFL, 1_000_000})
    void shouldReadToTheEndWhenTheLengthIsNotRight(long statedBytes) throws IOException {
        WavBytes file =
                new WavBytes()
                        .format(PCM, 1, 8_000, 16)
                        .chunk("data", statedBytes, samples(7, 8, 9));
        assertEquals("7 8 9", read(file));
    }

    @Test
    void shouldLeaveOutAnIncompleteLastSample() throws IOException {
        WavBytes file = new WavBytes().format(PCM, 2, 8_000, 16).chunk("data", samples(1, 2, 3));
        Path path = file.write(dir.resolve("cut.wav"));
        try (WavReader wav = WavReader.open(path)) {
            assertEquals(1, wav.samples());
            assertEquals(1, wav.read(new short[4], 2));
        }
    }

    @ParameterizedTest(name = "{0}: {1} channels, {2} Hz, {3} bits")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1 | 1 | 96000 | 16 | its rate is 96000 Hz; 8000, 11025, 16000, 22050, 24000, 32000, 44100 and 48000 are read
            1 | 1 | 0     | 16 | its rate is 0 Hz; 8000, 11025, 16000, 22050, 24000, 32000, 44100 and 48000 are read
            1 | 6 | 48000 | 16 | it has 6 channels; 1 and 2 are read
            1 | 0 | 48000 | 16 | it has 0 channels; 1 and 2 are read
            1 | 1 | 48000 | 24 | its samples are 24-bit PCM; 16-bit PCM and 8-bit A-law and µ-law are read
            3 | 1 | 48000 | 32 | its samples are 32-bit of another kind; 16-bit PCM and
            7 | 1 | 8000  | 16 | its samples are 16-bit of another kind; 16-bit PCM and
            """)
    void shouldSayWhatIsNotRead(int encoding, int channels, int rateHz, int bits, String what) {
        WavBytes plain = new WavBytes().format(encoding, channels, rateHz, bits);
        assertFails(what, plain.chunk("data", samples(1, 2)));
        WavBytes extended = new WavBytes().extensible(encoding, channels, rateHz, bits);
        assertFails(what, extended.chunk("data", samples(1, 2)));
    }

    @Test
    void shouldSayThatItIsNoWav() throws IOException {
        assertFails("its WAV format is not stated", new WavBytes().chunk("data", samples(1)));
        assertFails("its WAV header is cut off", new WavBytes().format(FLOAT, 1, 8_000, 32));
        Path other = Files.writeString(dir.resolve("other"), "RIFF____AVI LIST");
        IOException failure = assertThrows(IOException.class, () -> WavReader.open(other));
        assertEquals("it is no WAV file", failure.getMessage());
    }

    @Test
    void shouldEndWithSamplesOrAnErrorWhateverTheFileHolds() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        byte[] file =
                new WavBytes()
                        .chunk("JUNK", new byte[6])
                        .extensible(PCM, 2, 16_000, 16)
                        .chunk("data", new byte[400])
                        .toBytes();
        int failures = 0;
        int rounds = 2_000;
        for (int round = 0; round < rounds; round++) {
            byte[] mutated = Arrays.copyOf(file, random.nextInt(file.length + 1));
            for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
                mutated[random.nextInt(Math.min(mutated.length, 80))] = (byte) random.nextInt();
            }
            Path path = Files.write(dir.resolve("mutated.wav"), mutated);
            try (WavReader wav = WavReader.open(path)) {
                long samples = 0;
                for (int n = wav.read(new short[64], 32); n > 0; n = wav.read(new short[64], 32)) {
                    samples += n;
                }
                assertTrue(samples <= mutated.length, "round " + round);
            } catch (IOException e) {
                failures++;
            }
        }
        assertTrue(failures > 100 && failures < rounds, failures + " failed");
    }

    private void assertFails(String what, WavBytes bytes) {
        IOException failure =
                assertThrows(
                        IOException.class,
                        () -> WavReader.open(bytes.write(dir.resolve("wrong.wav"))));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(what), failure.getMessage());
    }

    private String read(WavBytes bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        try (WavReader wav = WavReader.open(bytes.write(dir.resolve("read.wav")))) {
            short[] one = new short[1];
            while (wav.read(one, 1) == 1) {
                text.append(' ').append(one[0]);
            }
        }
        return text.toString().strip();
    }
}
