package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both decoders on the same packets: every mode, channel count, frame length, and losses. */
@Timeout(60)
class OpusAgreementLossTest {

    private static final double[] FRAME_MS = {2.5, 5, 10, 20, 40, 60};

    static Stream<Arguments> streams() {
        List<Arguments> streams = new ArrayList<>();
        for (int mode = OpusPacket.MODE_SILK; mode <= OpusPacket.MODE_CELT; mode++) {
            for (double ms : FRAME_MS) {
                for (int channels = 1; channels <= 2; channels++) {
                    if (mode == OpusPacket.MODE_CELT || ms >= 10) {
                        streams.add(Arguments.of(mode, ms, channels));
                    }
                }
            }
        }
        return streams.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void shouldAgreeOnEveryModeAndFrameLength(int mode, double frameMs, int channels) {
        OpusStream stream = stream(mode, frameMs, channels);
        for (int rateHz : new int[] {8_000, 16_000, 24_000, 48_000}) {
            short[] libopus = play(OpusCodecs.Provider.LIBOPUS, stream, rateHz, channels, 0, false);
            short[] concentus =
                    play(OpusCodecs.Provider.CONCENTUS, stream, rateHz, channels, 0, false);
            assertAlike(libopus, concentus, rateHz, channels, 1, 0.96);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 20, 1, 16000",
        "0, 60, 2, 8000",
        "1, 20, 1, 16000",
        "1, 20, 2, 48000",
        "2, 10, 1, 24000",
        "2, 20, 2, 48000"
    })
    void shouldConcealAlike(int mode, double frameMs, int channels, int rateHz) {
        OpusStream stream = stream(mode, frameMs, channels);
        short[] libopus = play(OpusCodecs.Provider.LIBOPUS, stream, rateHz, channels, 10, false);
        short[] concentus =
                play(OpusCodecs.Provider.CONCENTUS, stream, rateHz, channels, 10, false);
        assertAlike(libopus, concentus, rateHz, channels, 1.5, 0.85);
    }

    @ParameterizedTest
    @CsvSource({"20, 1, 16000", "20, 2, 48000", "40, 1, 8000", "60, 1, 16000"})
    void shouldRestoreAlike(double frameMs, int channels, int rateHz) {
        OpusStream stream = redundant(frameMs, channels);
        short[] libopus = play(OpusCodecs.Provider.LIBOPUS, stream, rateHz, channels, 6, true);
        short[] concentus = play(OpusCodecs.Provider.CONCENTUS, stream, rateHz, channels, 6, true);
        assertAlike(libopus, concentus, rateHz, channels, 1, 0.95);
    }

    /** Loses every n-th packet, and restores or conceals it. */
    private static short[] play(
            OpusCodecs.Provider provider,
            OpusStream stream,
            int rateHz,
            int channels,
            int lossEvery,
            boolean fec) {
        UnsafeBuffer out = TestSound.offHeap(2 * rateHz * channels * 4);
        int at = 0;
        try (OpusDecoder decoder = OpusCodecsTest.library(provider).decoder(rateHz, channels)) {
            for (int i = 0; i < stream.packets().size(); i++) {
                int samples = stream.samples48k().get(i) / (48_000 / rateHz);
                boolean lost = lossEvery > 0 && i % lossEvery == lossEvery - 1;
                boolean restore = lost && fec && i + 1 < stream.packets().size();
                byte[] packet = stream.packets().get(restore ? i + 1 : i);
                UnsafeBuffer in = TestSound.offHeap(packet);
                int got =
                        lost && !restore
                                ? decoder.conceal(samples, out, at)
                                : decoder.decode(in, 0, packet.length, restore, out, at, samples);
                assertEquals(samples, got, "packet " + i);
                at += 2 * samples * channels;
            }
        }
        return TestSound.read(out, 0, at / 2);
    }

    private static void assertAlike(
            short[] a, short[] b, int rateHz, int channels, double decibel, double correlation) {
        assertEquals(a.length, b.length);
        double level = 10 * Math.log10(TestSound.energy(b) / TestSound.energy(a));
        assertEquals(0, level, decibel, "level at " + rateHz);
        double alike = TestSound.correlation(a, b, channels * rateHz / 100);
        assertTrue(alike > correlation, "correlation " + alike + " at " + rateHz);
    }

    private static OpusStream stream(int mode, double frameMs, int channels) {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        mode == OpusPacket.MODE_SILK ? 16_000 : 48_000,
                        channels,
                        bitrateBps(mode, channels),
                        5,
                        mode == OpusPacket.MODE_CELT ? Application.LOW_DELAY : Application.VOICE,
                        false,
                        0,
                        false);
        OpusStream stream = encode(settings, frameMs);
        int middle = stream.packets().size() / 2;
        assertEquals(mode, stream.mode(middle), "mode");
        return stream;
    }

    private static OpusStream redundant(double frameMs, int channels) {
        return encode(
                new OpusEncoderSettings(
                        16_000, channels, 24_000 * channels, 5, Application.VOICE, true, 30, false),
                frameMs);
    }

    private static OpusStream encode(OpusEncoderSettings settings, double frameMs) {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        short[] voice = TestSound.voice(settings.rateHz(), settings.channels(), 2, 7);
        return OpusStream.encode(libopus, settings, voice, new double[] {frameMs});
    }

    private static int bitrateBps(int mode, int channels) {
        return switch (mode) {
            case OpusPacket.MODE_SILK -> 20_000 * channels;
            case OpusPacket.MODE_HYBRID -> 28_000 * channels;
            default -> 64_000 * channels;
        };
    }
}
