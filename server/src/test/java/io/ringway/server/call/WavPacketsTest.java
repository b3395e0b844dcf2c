package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.Resampler;
import io.ringway.server.SpeechMatch;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WavPacketsTest {

    @TempDir private Path dir;

    /** All of it is there, the last syllable too, and at most 20 ms more. */
    @ParameterizedTest(name = "{0} Hz, {1} samples")
    @CsvSource({
        "8000, 1", "8000, 159", "8000, 160", "8000, 16001", "16000, 32000", "24000, 31999",
        "48000, 647", "48000, 648", "48000, 649", "48000, 960", "48000, 96000", "48000, 95688"
    })
    void shouldEncodeAllAndHardlyMore(int rateHz, int samples) throws IOException {
        short[] speech = SyntheticSpeech.of(3, rateHz, (double) samples / rateHz);
        List<OpusFrame> packets = packets(new WavSamples(rateHz, 1, speech));

        long sent48k = packets.stream().mapToLong(OpusFrame::samples48k).sum();
        long file48k = samples * 48_000L / rateHz;
        assertTrue(sent48k >= file48k, sent48k + " of " + file48k);
        assertTrue(sent48k <= file48k + 960, sent48k + " of " + file48k);
    }

    @ParameterizedTest
    @CsvSource({"8000", "16000", "22050", "24000", "44100", "48000"})
    void shouldSoundLikeTheFile(int rateHz) throws IOException {
        short[] speech = SyntheticSpeech.of(4, rateHz, 2);
        WavSamples decoded = OggSpeech.decode(packets(new WavSamples(rateHz, 1, speech)), 1);

        SpeechMatch match = SpeechMatch.of(at48k(speech, rateHz), decoded.samples());
        assertTrue(match.correlation() > 0.96, match.toString());
    }

    @Test
    void shouldKeepChannelsApart() throws IOException {
        short[] left = SyntheticSpeech.of(5, 48_000, 1);
        short[] both = new short[left.length * 2];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
        }
        WavSamples decoded = OggSpeech.decode(packets(new WavSamples(48_000, 2, both)), 2);

        assertTrue(SpeechMatch.of(left, decoded.channel(0)).correlation() > 0.95);
        assertTrue(energy(decoded.channel(1)) < energy(left) / 100);
    }

    @Test
    void shouldRefuseFileWithoutSamples() throws IOException {
        Path file = dir.resolve("e.wav");
        new WavSamples(8_000, 1, new short[0]).write(file);
        CallException failure =
                assertThrows(CallException.class, () -> PacketSource.open(file, 32_000));
        assertEquals("cannot play " + file + ": it holds no samples", failure.getMessage());
    }

    private List<OpusFrame> packets(WavSamples wav) throws IOException {
        Path file = dir.resolve("in.wav");
        wav.write(file);
        List<OpusFrame> packets = new ArrayList<>();
        try (WavPackets source = WavPackets.open(file, 64_000)) {
            for (OpusFrame each = source.next(); each != null; each = source.next()) {
                packets.add(each);
            }
        }
        return packets;
    }

    private static short[] at48k(short[] speech, int rateHz) {
        Resampler resampler = new Resampler(rateHz, 48_000, 1);
        short[] out = new short[resampler.outputLength(speech.length)];
        resampler.process(speech, 0, speech.length, out, 0);
        return out;
    }

    private static double energy(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return energy;
    }
}
