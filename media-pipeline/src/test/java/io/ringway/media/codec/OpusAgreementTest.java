package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both decoders on the same packets; would see Concentus' near-silence for hybrid frames. */
class OpusAgreementTest {

    @ParameterizedTest
    @CsvSource({
        "0, 12000, 8000",
        "0, 12000, 16000",
        "0, 12000, 48000",
        "1, 24000, 8000",
        "1, 24000, 16000",
        "1, 24000, 24000",
        "1, 24000, 48000",
        "2, 64000, 8000",
        "2, 64000, 16000",
        "2, 64000, 48000"
    })
    void shouldSoundAlike(int mode, int bitrateBps, int rateHz) {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        short[] voice = TestSound.voice(48_000, 1, 3, 7);
        OpusStream stream = OpusStream.encode(libopus, settings(mode, bitrateBps), voice, 20);
        assertEquals(mode, stream.mode(stream.packets().size() / 2), "coding mode");
        compare(stream, rateHz);
    }

    @Test
    void shouldSoundAlikeOnSpeechInHybridMode() throws IOException {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        short[] spoken = TestSound.spoken48k();
        OpusStream stream = OpusStream.encode(libopus, OpusStream.voice(24_000), spoken, 20);
        assertEquals(OpusPacket.MODE_HYBRID, stream.mode(stream.packets().size() / 2));
        compare(stream, 16_000);
        compare(stream, 48_000);
    }

    private static void compare(OpusStream stream, int rateHz) {
        try (OpusDecoder a = decoder(OpusCodecs.Provider.LIBOPUS, rateHz);
                OpusDecoder b = decoder(OpusCodecs.Provider.CONCENTUS, rateHz)) {
            short[] fromLibopus = OpusCodecsTest.decode(a, stream);
            short[] fromConcentus = OpusCodecsTest.decode(b, stream);
            assertEquals(fromLibopus.length, fromConcentus.length);
            double ratio = TestSound.energy(fromConcentus) / TestSound.energy(fromLibopus);
            assertEquals(1, ratio, 0.05, "energy");
            double correlation = TestSound.correlation(fromLibopus, fromConcentus, rateHz / 100);
            assertTrue(correlation > 0.97, "correlation " + correlation);
        }
    }

    private static OpusDecoder decoder(OpusCodecs.Provider provider, int rateHz) {
        return OpusCodecsTest.library(provider).decoder(rateHz, 1);
    }

    private static OpusEncoderSettings settings(int mode, int bitrateBps) {
        return mode == OpusPacket.MODE_CELT
                ? new OpusEncoderSettings(
                        48_000,
                        1,
                        bitrateBps,
                        5,
                        OpusEncoderSettings.Application.LOW_DELAY,
                        false,
                        0,
                        false)
                : OpusStream.voice(bitrateBps);
    }
}
