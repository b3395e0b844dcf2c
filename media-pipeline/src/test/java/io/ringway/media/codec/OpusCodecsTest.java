package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpusCodecsTest {

    private static final double[] EVERY_FRAME_LENGTH_MS = {2.5, 5, 10, 20, 40, 60};

    @Test
    void shouldSayWhatItUses() {
        assertEquals(
                "Opus by Concentus (pure Java; libopus would be faster and allocate nothing)",
                OpusCodecs.of(OpusCodecs.Provider.CONCENTUS).description());
        assumeTrue(LibopusLibrary.lookup().isPresent(), "SKIPPED: libopus is missing");
        String description = OpusCodecs.of(OpusCodecs.Provider.AUTO).description();
        assertTrue(description.startsWith("Opus by libopus "), description);
        assertEquals(
                OpusCodecs.Provider.LIBOPUS, OpusCodecs.of(OpusCodecs.Provider.AUTO).provider());
    }

    @ParameterizedTest
    @CsvSource({
        "OURS, 8000, 1, true",
        "OURS, 16000, 1, true",
        "OURS, 24000, 1, false",
        "OURS, 48000, 1, false",
        "OURS, 16000, 2, false",
        "LIBRARY, 8000, 1, false",
        "LIBRARY, 16000, 1, false"
    })
    void shouldDecodeSpeechFirstWhereNothingElseIsHeard(
            OpusCodecs.Silk silk, int rateHz, int channels, boolean expected) {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.CONCENTUS, silk);
        try (OpusDecoder decoder = codecs.decoder(rateHz, channels)) {
            assertEquals(expected, decoder instanceof SpeechFirstDecoder);
            assertEquals(rateHz, decoder.rateHz());
            assertEquals(channels, decoder.channels());
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldDecodeWhatItEncodesAtEveryFrameLength(OpusCodecs.Provider provider) {
        OpusCodecs codecs = codecs(provider);
        short[] voice = TestSound.voice(48_000, 2, 2, 1);
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        48_000,
                        2,
                        96_000,
                        5,
                        OpusEncoderSettings.Application.AUDIO,
                        false,
                        0,
                        false);
        OpusStream stream = OpusStream.encode(codecs, settings, voice, EVERY_FRAME_LENGTH_MS);
        for (int rateHz : new int[] {8_000, 16_000, 24_000, 48_000}) {
            try (OpusDecoder decoder = codecs.decoder(rateHz, 2)) {
                short[] decoded = decode(decoder, stream);
                long expected = stream.samples48k().stream().mapToInt(Integer::intValue).sum();
                assertEquals(expected / (48_000 / rateHz) * 2, decoded.length);
                assertTrue(TestSound.energy(decoded) > 0.3 * TestSound.energy(voice), "" + rateHz);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldMixDownAndDoubleChannels(OpusCodecs.Provider provider) {
        OpusCodecs codecs = codecs(provider);
        short[] mono = TestSound.voice(48_000, 1, 0.5, 2);
        OpusStream stream = OpusStream.encode(codecs, OpusStream.voice(40_000), mono, 20);
        try (OpusDecoder decoder = codecs.decoder(16_000, 2)) {
            short[] stereo = decode(decoder, stream);
            for (int i = 0; i < stereo.length; i += 2) {
                assertEquals(stereo[i], stereo[i + 1]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldRefuseWhatIsNoPacketWithoutThrowing(OpusCodecs.Provider provider) {
        OpusCodecs codecs = codecs(provider);
        UnsafeBuffer pcm = TestSound.offHeap(23_040);
        try (OpusDecoder decoder = codecs.decoder(16_000, 1)) {
            UnsafeBuffer bad = TestSound.offHeap(new byte[] {3, 63});
            assertEquals(OpusDecoder.FAILED, decoder.decode(bad, 0, 2, false, pcm, 0, 1_920));
            assertEquals(OpusDecoder.FAILED, decoder.decode(bad, 0, 0, false, pcm, 0, 1_920));
            assertEquals(OpusDecoder.FAILED, decoder.conceal(1_921, pcm, 0));
            assertEquals(OpusDecoder.FAILED, decoder.conceal(0, pcm, 0));
            UnsafeBuffer good = TestSound.offHeap(new byte[] {8, 0, 0, 0});
            assertEquals(OpusDecoder.FAILED, decoder.decode(good, 0, 4, false, pcm, 0, 319));
            assertEquals(320, decoder.decode(good, 0, 4, false, pcm, 0, 320));
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 1", "16000, 0", "16000, 3", "12000, 1"})
    void shouldRefuseToDecodeToOtherFormats(int rateHz, int channels) {
        for (OpusCodecs.Provider provider : OpusCodecs.Provider.values()) {
            OpusCodecs codecs = codecs(provider);
            assertThrows(IllegalArgumentException.class, () -> codecs.decoder(rateHz, channels));
        }
    }

    @Test
    void shouldGuardMemoryThatCWouldNot() {
        OpusCodecs codecs = codecs(OpusCodecs.Provider.LIBOPUS);
        UnsafeBuffer small = TestSound.offHeap(100);
        UnsafeBuffer heap = new UnsafeBuffer(new byte[10_000]);
        OpusDecoder decoder = codecs.decoder(48_000, 2);
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> decoder.decode(small, 90, 20, false, small, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.conceal(960, small, 0));
        assertThrows(IllegalArgumentException.class, () -> decoder.conceal(960, heap, 0));
        decoder.close();
        decoder.close();
        assertThrows(
                IllegalStateException.class, () -> decoder.conceal(120, TestSound.offHeap(480), 0));
    }

    @Test
    void shouldDecodeToOddAddressesAsToEvenOnes() {
        OpusCodecs codecs = codecs(OpusCodecs.Provider.LIBOPUS);
        short[] voice = TestSound.voice(48_000, 1, 0.3, 4);
        OpusStream stream = OpusStream.encode(codecs, OpusStream.voice(24_000), voice, 20);
        UnsafeBuffer pcm = TestSound.offHeap(8_000);
        try (OpusDecoder even = codecs.decoder(16_000, 1);
                OpusDecoder odd = codecs.decoder(16_000, 1)) {
            for (byte[] packet : stream.packets()) {
                UnsafeBuffer in = TestSound.offHeap(packet);
                assertEquals(320, even.decode(in, 0, packet.length, false, pcm, 0, 320));
                assertEquals(320, odd.decode(in, 0, packet.length, false, pcm, 1_001, 320));
                for (int i = 0; i < 640; i++) {
                    assertEquals(pcm.getByte(i), pcm.getByte(1_001 + i));
                }
            }
        }
    }

    static OpusCodecs codecs(OpusCodecs.Provider provider) {
        return codecs(provider, OpusCodecs.Silk.OURS);
    }

    /** With nothing of our own in between. */
    static OpusCodecs library(OpusCodecs.Provider provider) {
        return codecs(provider, OpusCodecs.Silk.LIBRARY);
    }

    private static OpusCodecs codecs(OpusCodecs.Provider provider, OpusCodecs.Silk silk) {
        assumeTrue(
                provider != OpusCodecs.Provider.LIBOPUS || LibopusLibrary.lookup().isPresent(),
                "SKIPPED: libopus is missing (apt-get install libopus0)");
        return OpusCodecs.of(provider, silk);
    }

    static short[] decode(OpusDecoder decoder, OpusStream stream) {
        long samples48k = stream.samples48k().stream().mapToInt(Integer::intValue).sum();
        int ratio = 48_000 / decoder.rateHz();
        int frameBytes = 2 * decoder.channels();
        UnsafeBuffer all = TestSound.offHeap((int) (samples48k / ratio) * frameBytes);
        int at = 0;
        for (int i = 0; i < stream.packets().size(); i++) {
            byte[] packet = stream.packets().get(i);
            int samples = stream.samples48k().get(i) / ratio;
            UnsafeBuffer in = TestSound.offHeap(packet);
            int got = decoder.decode(in, 0, packet.length, false, all, at, samples);
            assertEquals(samples, got, "packet " + i);
            at += samples * frameBytes;
        }
        return TestSound.read(all, 0, at / 2);
    }
}
