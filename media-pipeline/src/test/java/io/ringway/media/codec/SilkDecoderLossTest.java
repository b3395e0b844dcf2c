package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses, the sender's silence, and packets that bring a copy of what was lost. */
@Timeout(60)
class SilkDecoderLossTest {

    /** Losses of 1 to 5 packets on speech: the same concealment, and the same sound behind it. */
    @ParameterizedTest
    @CsvSource({
        "16000, 16000, 20",
        "16000, 24000, 10",
        "16000, 24000, 60",
        "48000, 24000, 20",
        "48000, 32000, 10",
        "48000, 32000, 20"
    })
    void shouldConcealAsLibopusDoes(int inputHz, int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(inputHz, bitrateBps, false, ms);
        for (int rateHz : new int[] {16_000, 8_000}) {
            Random random = new Random(ms);
            try (SilkPair pair = new SilkPair(rateHz)) {
                int lost = 0;
                for (byte[] packet : stream.packets()) {
                    if (lost == 0 && random.nextInt(6) == 0) {
                        lost = 1 + random.nextInt(5);
                    }
                    if (lost > 0) {
                        lost--;
                        pair.lose(ms);
                    } else {
                        assertTrue(pair.decode(packet) > 0);
                    }
                }
            }
        }
    }

    /** Half a packet, or what is no multiple of a frame, as a timeline may ask for. */
    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldConcealAnyLength(int rateHz) throws IOException {
        OpusStream stream = stream(48_000, 24_000, false, 20);
        int[] lengthsMs = {5, 10, 15, 20, 30, 40, 55, 60, 100, 120};
        try (SilkPair pair = new SilkPair(rateHz)) {
            pair.lose(20);
            for (int i = 0; i < stream.packets().size(); i++) {
                assertTrue(pair.decode(stream.packets().get(i)) > 0);
                if (i % 4 == 3) {
                    pair.lose(lengthsMs[i / 4 % lengthsMs.length]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 40000, 10",
        "16000, 24000, 20",
        "16000, 28000, 40",
        "16000, 32000, 60",
        "48000, 32000, 20"
    })
    void shouldRestoreFromTheNextPacket(int inputHz, int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(inputHz, bitrateBps, true, ms);
        for (int rateHz : new int[] {16_000, 8_000}) {
            try (SilkPair pair = new SilkPair(rateHz)) {
                for (int i = 0; i < stream.packets().size(); i++) {
                    if (i % 5 == 0 && i + 1 < stream.packets().size()) {
                        pair.restore(stream.packets().get(i + 1), ms);
                    } else if (i % 17 == 9) {
                        pair.lose(ms);
                        pair.restore(stream.packets().get(i), 2 * ms);
                    } else {
                        assertTrue(pair.decode(stream.packets().get(i)) > 0);
                    }
                }
            }
        }
    }

    private static OpusStream stream(int inputHz, int bitrateBps, boolean fec, int ms)
            throws IOException {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        inputHz, 1, bitrateBps, 5, Application.VOICE, fec, fec ? 20 : 0, false);
        short[] spoken = SilkSpeech.spoken(inputHz);
        return OpusStream.encode(libopus, settings, spoken, ms);
    }
}
