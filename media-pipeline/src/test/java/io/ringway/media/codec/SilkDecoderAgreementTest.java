package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same samples as libopus on streams without loss. */
@Timeout(60)
class SilkDecoderAgreementTest {

    @ParameterizedTest
    @CsvSource({"12000, 20", "16000, 10", "16000, 20", "20000, 40", "24000, 60", "32000, 20"})
    void shouldDecodeWideBandSpeech(int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(SilkSpeech.spoken(16_000), settings(16_000, bitrateBps, 5), ms);
        agree(stream, OpusPacket.MODE_SILK);
    }

    @ParameterizedTest
    @CsvSource({"20000, 20", "24000, 10", "24000, 20", "32000, 20", "40000, 20"})
    void shouldDecodeHybridSpeech(int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(TestSound.spoken48k(), settings(48_000, bitrateBps, 5), ms);
        agree(stream, OpusPacket.MODE_HYBRID);
    }

    private static void agree(OpusStream stream, int mode) {
        int middle = stream.packets().size() / 2;
        assertTrue(stream.mode(middle) == mode, "mode " + stream.mode(middle));
        for (int rateHz : new int[] {16_000, 8_000}) {
            try (SilkPair pair = new SilkPair(rateHz)) {
                double loudest = pair.decodeAll(stream).loudest();
                assertTrue(loudest > 300, "loudest " + loudest);
            }
        }
    }

    private static OpusStream stream(short[] pcm, OpusEncoderSettings settings, int ms) {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        return OpusStream.encode(libopus, settings, pcm, ms);
    }

    private static OpusEncoderSettings settings(int rateHz, int bitrateBps, int complexity) {
        return new OpusEncoderSettings(
                rateHz, 1, bitrateBps, complexity, Application.VOICE, false, 0, false);
    }
}
