package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.ChangingEncoder.Coding;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which decoder has a stream, and for how long. */
@Timeout(60)
class SpeechFirstDecoderTest {

    private final CounterBlock counters = new Counters().shared();
    private final UnsafeBuffer pcm = TestSound.offHeap(4_000);
    private final short[] sound = TestSound.voice(48_000, 1, 4, 6);

    @BeforeEach
    void needLibopus() {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SILK", "HYBRID"})
    void shouldNeverMakeAFullDecoderForSpeech(Coding coding) {
        try (SpeechFirstDecoder decoder = decoder(16_000)) {
            play(decoder, encoded(coding, 100));
            assertFalse(decoder.hasFullDecoder());
            assertEquals(0, counters.get(Counter.OPUS_FULL_ENTERED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MUSIC", "NARROW", "STEREO"})
    void shouldLeaveTheRestToTheFullDecoderToTheSample(Coding coding) {
        OpusStream stream = encoded(coding, 100);
        try (SpeechFirstDecoder decoder = decoder(8_000);
                OpusDecoder libopus = new LibopusDecoder(8_000, 1)) {
            short[] ours = OpusCodecsTest.decode(decoder, stream);
            short[] whole = OpusCodecsTest.decode(libopus, stream);
            assertTrue(decoder.isWidened());
            assertEquals(1, counters.get(Counter.OPUS_FULL_ENTERED));
            for (int i = 0; i < whole.length; i++) {
                assertEquals(whole[i], ours[i], "sample " + i);
            }
        }
        assertEquals(1, counters.get(Counter.OPUS_FULL_LEFT));
    }

    @Test
    void shouldGoBackAfterASecondAndFreeTheFullDecoderAfterTen() {
        OpusStream music = encoded(Coding.MUSIC, 50);
        OpusStream speech = encoded(Coding.HYBRID, 600);
        try (SpeechFirstDecoder decoder = decoder(16_000)) {
            play(decoder, music);
            for (int i = 0; i < 600; i++) {
                play(decoder, speech, i);
                assertEquals(i < 50, decoder.isWidened(), "packet " + i);
                assertEquals(i < 550, decoder.hasFullDecoder(), "packet " + i);
            }
            assertEquals(1, counters.get(Counter.OPUS_FULL_LEFT));
        }
        assertEquals(1, counters.get(Counter.OPUS_FULL_LEFT));
    }

    @Test
    void shouldNotFollowEveryChangeOfAStreamThatChangesAllTheTime() {
        try (ChangingEncoder encoder = new ChangingEncoder(sound, 0);
                SpeechFirstDecoder decoder = decoder(16_000)) {
            for (int i = 0; i < 40; i++) {
                encoder.encode(Coding.HYBRID, 75).encode(Coding.MUSIC, 5);
            }
            play(decoder, encoder.stream());
            long changes = counters.get(Counter.OPUS_FULL_ENTERED);
            assertTrue(changes >= 1 && changes <= 2, changes + " in 64 s");
        }
    }

    @Test
    void shouldBeginWithSpeechAgainAfterAReset() {
        OpusStream speech = encoded(Coding.SILK, 50);
        try (SpeechFirstDecoder decoder = decoder(16_000);
                SpeechFirstDecoder fresh = decoder(16_000)) {
            play(decoder, encoded(Coding.MUSIC, 20));
            decoder.reset();
            assertFalse(decoder.isWidened());
            assertFalse(decoder.hasFullDecoder());
            short[] again = OpusCodecsTest.decode(decoder, speech);
            short[] first = OpusCodecsTest.decode(fresh, speech);
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i], again[i], "sample " + i);
            }
        }
    }

    @Test
    void shouldNotGoOverForWhatIsNoPacketOrHasNoRoom() {
        OpusStream speech = encoded(Coding.SILK, 10);
        UnsafeBuffer bad = TestSound.offHeap(new byte[] {3, 63});
        try (SpeechFirstDecoder decoder = decoder(16_000)) {
            play(decoder, speech);
            byte[] packet = speech.packets().get(9);
            UnsafeBuffer in = TestSound.offHeap(packet);
            assertEquals(OpusDecoder.FAILED, decoder.decode(bad, 0, 2, false, pcm, 0, 1_920));
            assertEquals(OpusDecoder.FAILED, decoder.decode(bad, 0, 2, true, pcm, 0, 320));
            assertEquals(OpusDecoder.FAILED, decoder.decode(bad, 0, 0, false, pcm, 0, 1_920));
            assertEquals(
                    OpusDecoder.FAILED, decoder.decode(in, 0, packet.length, false, pcm, 0, 319));
            assertEquals(OpusDecoder.FAILED, decoder.conceal(0, pcm, 0));
            assertEquals(OpusDecoder.FAILED, decoder.conceal(1_921, pcm, 0));
            assertFalse(decoder.hasFullDecoder());
        }
    }

    private void play(OpusDecoder decoder, OpusStream stream) {
        for (int i = 0; i < stream.packets().size(); i++) {
            play(decoder, stream, i);
        }
    }

    private void play(OpusDecoder decoder, OpusStream stream, int index) {
        byte[] packet = stream.packets().get(index);
        int samples = decoder.rateHz() / 50;
        UnsafeBuffer in = TestSound.offHeap(packet);
        assertEquals(samples, decoder.decode(in, 0, packet.length, false, pcm, 0, samples));
    }

    private OpusStream encoded(Coding coding, int packets) {
        try (ChangingEncoder encoder = new ChangingEncoder(sound, 0)) {
            return encoder.encode(coding, packets).stream();
        }
    }

    private SpeechFirstDecoder decoder(int rateHz) {
        return new SpeechFirstDecoder(rateHz, () -> new LibopusDecoder(rateHz, 1), counters);
    }
}
