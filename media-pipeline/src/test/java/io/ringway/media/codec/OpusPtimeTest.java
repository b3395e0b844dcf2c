package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Opus packets of 10 to 60 ms from both encoders: their length, their sound, their silence. */
@Timeout(60)
class OpusPtimeTest {

    static Stream<Arguments> encoders() {
        return Stream.of(OpusCodecs.Provider.LIBOPUS, OpusCodecs.Provider.CONCENTUS)
                .flatMap(
                        provider ->
                                IntStream.of(10, 20, 40, 60)
                                        .mapToObj(ptimeMs -> Arguments.of(provider, ptimeMs)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void shouldCarryAVoiceAtAnyComplexity(OpusCodecs.Provider provider, int ptimeMs) {
        for (int rateHz : new int[] {8_000, 16_000, 48_000}) {
            short[] voice = TestSound.voice(rateHz, 1, 1.2, 5);
            for (int complexity : new int[] {0, 5, 10}) {
                OpusEncoderSettings settings = settings(rateHz, complexity, false);
                OpusStream stream = encode(provider, settings, voice, ptimeMs);
                assertDurations(stream, ptimeMs);
                short[] heard = decode(stream, rateHz);
                String where = rateHz + " Hz, complexity " + complexity;
                double level = TestSound.energy(heard) / TestSound.energy(voice);
                assertEquals(0, 10 * Math.log10(level), 2, where);
                // At 8 kHz and complexity 0 SILK keeps the spectrum rather than the waveform.
                double alike = TestSound.correlation(voice, heard, rateHz / 50);
                assertTrue(alike > 0.7, where + ": " + alike);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void shouldSendNextToNothingForSilence(OpusCodecs.Provider provider, int ptimeMs) {
        short[] sound = Arrays.copyOf(TestSound.voice(16_000, 1, 0.6, 5), 16_000 * 3);
        OpusStream stream = encode(provider, settings(16_000, 5, true), sound, ptimeMs);
        int packets = stream.packets().size();
        long tiny = stream.packets().stream().filter(packet -> packet.length <= 2).count();
        int spoken = 600 / ptimeMs;
        assertTrue(tiny > 0.6 * (packets - spoken), tiny + " of " + (packets - spoken));
        short[] heard = decode(stream, 16_000);
        assertEquals(packets * ptimeMs * 16, heard.length);
        short[] silence = Arrays.copyOfRange(heard, 20_000, heard.length);
        // What is left is the comfort noise decoders make of packets that were not worth sending.
        double decibel = 10 * Math.log10(TestSound.energy(sound) / (TestSound.energy(silence) + 1));
        assertTrue(decibel > 28, "silence is only " + decibel + " dB down");
    }

    private static OpusStream encode(
            OpusCodecs.Provider provider, OpusEncoderSettings settings, short[] pcm, int ptimeMs) {
        return OpusStream.encode(OpusCodecsTest.codecs(provider), settings, pcm, ptimeMs);
    }

    private static short[] decode(OpusStream stream, int rateHz) {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        try (OpusDecoder decoder = codecs.decoder(rateHz, 1)) {
            return OpusCodecsTest.decode(decoder, stream);
        }
    }

    private static void assertDurations(OpusStream stream, int ptimeMs) {
        for (byte[] packet : stream.packets()) {
            UnsafeBuffer buffer = new UnsafeBuffer(packet);
            assertEquals(48 * ptimeMs, OpusPacket.samples48k(buffer, 0, packet.length));
        }
    }

    private static OpusEncoderSettings settings(int rateHz, int complexity, boolean dtx) {
        return new OpusEncoderSettings(
                rateHz, 1, 24_000, complexity, Application.VOICE, false, 0, dtx);
    }
}
