package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpusEncoderTest {

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldKeepToTheBitrate(OpusCodecs.Provider provider) {
        OpusCodecs codecs = OpusCodecsTest.codecs(provider);
        short[] voice = TestSound.voice(48_000, 1, 2, 1);
        double previous = 0;
        for (int bitrateBps : new int[] {12_000, 24_000, 64_000}) {
            OpusStream stream = OpusStream.encode(codecs, OpusStream.voice(bitrateBps), voice, 20);
            double bytes = stream.packets().stream().mapToInt(packet -> packet.length).sum();
            double bps = bytes * 8 / (stream.packets().size() * 0.02);
            assertTrue(bps < 1.5 * bitrateBps && bps > previous, bitrateBps + " gave " + bps);
            previous = bps;
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldSendNextToNothingForSilenceWithDtx(OpusCodecs.Provider provider) {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(16_000, 1, 20_000, 5, Application.VOICE, false, 0, true);
        OpusStream stream =
                OpusStream.encode(
                        OpusCodecsTest.codecs(provider), settings, new short[16_000 * 3], 20);
        long tiny = stream.packets().stream().filter(packet -> packet.length <= 2).count();
        assertTrue(tiny > 100, tiny + " of " + stream.packets().size());
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldAddRedundancyAsTheFarEndReportsLoss(OpusCodecs.Provider provider) {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(16_000, 1, 24_000, 5, Application.VOICE, true, 0, false);
        short[] voice = TestSound.voice(16_000, 1, 1, 1);
        try (OpusEncoder encoder = OpusCodecsTest.codecs(provider).encoder(settings)) {
            assertEquals(0, redundantPackets(encoder, voice));
            encoder.expectedLoss(30);
            assertTrue(redundantPackets(encoder, voice) > 10);
            assertEquals(settings, encoder.settings());
            assertTrue(encoder.lookaheadSamples() > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldRefuseFramesOfOtherLengths(OpusCodecs.Provider provider) {
        UnsafeBuffer pcm = TestSound.offHeap(40_000);
        UnsafeBuffer out = TestSound.offHeap(4_000);
        OpusEncoderSettings settings = OpusEncoderSettings.VOICE;
        try (OpusEncoder encoder = OpusCodecsTest.codecs(provider).encoder(settings)) {
            assertEquals(OpusEncoder.FAILED, encoder.encode(pcm, 0, 961, out, 0, 4_000));
            assertEquals(OpusEncoder.FAILED, encoder.encode(pcm, 0, 0, out, 0, 4_000));
            encoder.reset();
            assertTrue(encoder.encode(pcm, 0, 960, out, 0, 4_000) > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 1, 20000, 5, 0",
        "48000, 3, 20000, 5, 0",
        "48000, 1, 5999, 5, 0",
        "48000, 1, 20000, 11, 0",
        "48000, 1, 20000, 5, 101"
    })
    void shouldRefuseSettingsBeyondTheirBounds(
            int rateHz, int channels, int bitrateBps, int complexity, int lossPercent) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new OpusEncoderSettings(
                                rateHz,
                                channels,
                                bitrateBps,
                                complexity,
                                Application.VOICE,
                                true,
                                lossPercent,
                                false));
    }

    @Test
    void shouldRefuseTimelineSettingsBeyondTheirBounds() {
        assertThrows(IllegalArgumentException.class, () -> new TimelineSettings(-1, 0, 60));
        assertThrows(IllegalArgumentException.class, () -> new TimelineSettings(100, 60_001, 60));
        assertThrows(IllegalArgumentException.class, () -> new TimelineSettings(100, 0, 121));
    }

    private static int redundantPackets(OpusEncoder encoder, short[] voice) {
        UnsafeBuffer pcm = TestSound.offHeap(640);
        UnsafeBuffer out = TestSound.offHeap(1_275);
        int redundant = 0;
        for (int at = 0; at + 320 <= voice.length; at += 320) {
            TestSound.write(voice, at, 320, pcm, 0);
            int length = encoder.encode(pcm, 0, 320, out, 0, 1_275);
            redundant += InbandFec.present(out, 0, length) ? 1 : 0;
        }
        return redundant;
    }
}
