package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.AudioCodecs.Kind;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What G.711 and G.722 have in common, at every pair of rates. */
@Timeout(30)
class WaveformCodecTest {

    private static final AudioCodecs CODECS =
            new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
    private static final Kind[] KINDS = {Kind.PCMU, Kind.PCMA, Kind.G722};

    static Stream<Arguments> everyRate() {
        return Stream.of(KINDS)
                .flatMap(
                        kind ->
                                Stream.of(8_000, 16_000, 24_000, 48_000)
                                        .map(rateHz -> Arguments.of(kind, rateHz)));
    }

    @ParameterizedTest
    @MethodSource("everyRate")
    void shouldCarryAVoiceAtEveryRate(Kind kind, int rateHz) {
        int codecRateHz = kind == Kind.G722 ? 16_000 : 8_000;
        short[] narrow = TestSound.voice(codecRateHz, 1, 2, 3);
        short[] voice = resampled(narrow, codecRateHz, rateHz);
        try (AudioEncoder encoder = CODECS.encoder(kind, rateHz, 1);
                AudioDecoder decoder = CODECS.decoder(kind, rateHz, 1)) {
            short[] got = WaveformPackets.through(encoder, decoder, voice, 20);
            int lag = encoder.lookaheadSamples() + decoderLag(rateHz, codecRateHz);
            double best = -99;
            for (int near = Math.max(0, lag - 1); near <= lag + 1; near++) {
                best =
                        Math.max(
                                best,
                                WaveformPackets.snr(voice, got, near, 0, got.length - lag - 1));
            }
            double atLeast = rateHz >= codecRateHz ? 20 : 15;
            assertTrue(best > atLeast, "SNR " + best + " dB at a lag of " + lag);
        }
    }

    @ParameterizedTest
    @MethodSource("everyRate")
    void shouldYieldAsManySamplesAsAPacketLasts(Kind kind, int rateHz) {
        Random random = new Random(7);
        UnsafeBuffer packet = TestSound.offHeap(2_000);
        UnsafeBuffer out = TestSound.offHeap(48_000);
        try (AudioDecoder decoder = CODECS.decoder(kind, rateHz, 2)) {
            assertEquals(8_000, decoder.clockRateHz());
            for (int i = 0; i < 300; i++) {
                int octets = 1 + random.nextInt(1_600);
                int samples = octets * (rateHz / 8_000);
                assertEquals(octets, decoder.durationTicks(packet, 0, octets));
                assertEquals(samples, decoder.decode(packet, 0, octets, out, 0, samples));
                int lost = (1 + random.nextInt(48)) * rateHz / 400;
                assertEquals(lost, decoder.conceal(lost, out, 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyRate")
    void shouldGiveBothChannelsTheSameAndMixThemDown(Kind kind, int rateHz) {
        int samples = rateHz / 50;
        UnsafeBuffer in = TestSound.offHeap(4 * samples);
        UnsafeBuffer packet = TestSound.offHeap(160);
        UnsafeBuffer out = TestSound.offHeap(4 * samples);
        try (AudioEncoder encoder = CODECS.encoder(kind, rateHz, 2);
                AudioDecoder decoder = CODECS.decoder(kind, rateHz, 2)) {
            assertEquals(2, encoder.channels());
            assertEquals(2, decoder.channels());
            for (int frame = 0; frame < 5; frame++) {
                for (int i = 0; i < samples; i++) {
                    in.putShort(4 * i, (short) 9_000);
                    in.putShort(4 * i + 2, (short) -1_000);
                }
                assertEquals(160, encoder.encode(in, 0, samples, packet, 0, 160));
                assertEquals(samples, decoder.decode(packet, 0, 160, out, 0, samples));
            }
            short[] got = TestSound.read(out, 0, 2 * samples);
            assertEquals(4_000, got[samples], 250);
            assertEquals(got[samples], got[samples + 1]);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "OPUS", mode = EnumSource.Mode.EXCLUDE)
    void shouldRefuseWhatIsNoPacketAndNoFrame(Kind kind) {
        UnsafeBuffer buffer = TestSound.offHeap(20_000);
        try (AudioEncoder encoder = CODECS.encoder(kind, 16_000, 1);
                AudioDecoder decoder = CODECS.decoder(kind, 16_000, 1)) {
            int failed = AudioDecoder.FAILED;
            assertEquals(failed, decoder.durationTicks(buffer, 0, 0));
            assertEquals(failed, decoder.durationTicks(buffer, 0, 1_601));
            assertEquals(failed, decoder.decode(buffer, 0, 0, buffer, 0, 320));
            assertEquals(failed, decoder.decode(buffer, 0, 1_601, buffer, 0, 20_000));
            assertEquals(failed, decoder.decode(buffer, 0, 160, buffer, 0, 319));
            assertEquals(failed, decoder.conceal(0, buffer, 0));
            assertEquals(failed, decoder.conceal(1_921, buffer, 0));
            assertEquals(0, decoder.redundantTicks(buffer, 0, 160));
            assertEquals(failed, decoder.restore(buffer, 0, 160, buffer, 0, 320));
            assertEquals(AudioEncoder.FAILED, encoder.encode(buffer, 0, 321, buffer, 0, 200));
            assertEquals(AudioEncoder.FAILED, encoder.encode(buffer, 0, 0, buffer, 0, 200));
            assertEquals(AudioEncoder.FAILED, encoder.encode(buffer, 0, 1_960, buffer, 0, 2_000));
            assertEquals(AudioEncoder.FAILED, encoder.encode(buffer, 0, 320, buffer, 0, 159));
        }
    }

    @Test
    void shouldMakeOpusToo() {
        short[] voice = TestSound.voice(16_000, 1, 0.4, 3);
        UnsafeBuffer in = TestSound.offHeap(640);
        UnsafeBuffer packet = TestSound.offHeap(1_275);
        UnsafeBuffer out = TestSound.offHeap(1_920);
        try (AudioEncoder encoder = CODECS.encoder(Kind.OPUS, 16_000, 1);
                AudioDecoder decoder = CODECS.decoder(Kind.OPUS, 48_000, 1)) {
            assertEquals(48_000, encoder.clockRateHz());
            TestSound.write(voice, 0, 320, in, 0);
            int length = encoder.encode(in, 0, 320, packet, 0, 1_275);
            assertEquals(960, decoder.durationTicks(packet, 0, length));
            assertEquals(960, decoder.decode(packet, 0, length, out, 0, 960));
        }
    }

    @Test
    void shouldRefuseOtherFormats() {
        for (Kind kind : KINDS) {
            assertThrows(IllegalArgumentException.class, () -> CODECS.decoder(kind, 44_100, 1));
            assertThrows(IllegalArgumentException.class, () -> CODECS.encoder(kind, 8_000, 3));
        }
    }

    private static short[] resampled(short[] pcm, int from, int to) {
        short[] out = new short[(int) ((long) pcm.length * to / from)];
        new Resampler(from, to, 1).process(pcm, 0, pcm.length, out, 0);
        return out;
    }

    private static int decoderLag(int rateHz, int codecRateHz) {
        long delayNs = new Resampler(codecRateHz, rateHz, 1).delayNs();
        return (int) Math.round(delayNs * 1e-9 * rateHz);
    }
}
