package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link SegmentRecorder} fails on any segment that does not stand where the one before ended. */
class SpeechTimelineFuzzTest {

    @ParameterizedTest
    @CsvSource({
        "LIBOPUS, 21, 16000, 1, 8000",
        "LIBOPUS, 22, 48000, 2, 8000",
        "LIBOPUS, 23, 8000, 2, 8000",
        "CONCENTUS, 24, 16000, 1, 2000",
        "CONCENTUS, 25, 48000, 2, 2000"
    })
    void shouldStayExactWhateverPacketsHold(
            OpusCodecs.Provider provider, long seed, int rateHz, int channels, int packets) {
        Random random = new Random(seed);
        OpusDecoder decoder = OpusCodecsTest.codecs(provider).decoder(rateHz, channels);
        OpusStream stream = voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder, random.nextInt(65_536), 1L << 31)) {
            for (int i = 0; i < packets; i++) {
                byte[] packet = mutated(stream, random);
                if (random.nextInt(20) > 0) {
                    feed.deliver(packet, TimelineFeed.PAYLOAD_TYPE, feed.sequence, feed.timestamp);
                }
                feed.step(random.nextInt(10) == 0 ? random.nextInt(20_000) : 960);
                if (i % 1_000 == 999) {
                    feed.out.segments.clear();
                }
            }
            feed.finish();
            assertTrue(feed.count(Counter.FRAMES_DECODED) > packets / 4);
            assertTrue(feed.count(Counter.DROP_DECODE_FAILED) > packets / 100);
        }
    }

    /** The same bytes must be refused or accepted alike, or sessions would differ by provider. */
    @ParameterizedTest
    @CsvSource({"31, 3000"})
    void shouldRefuseTheSamePacketsWithBothDecoders(long seed, int packets) {
        Random random = new Random(seed);
        OpusStream stream = voice();
        var pcm = TestSound.offHeap(23_040);
        int disagreed = 0;
        try (OpusDecoder a = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS).decoder(48_000, 1);
                OpusDecoder b = OpusCodecs.of(OpusCodecs.Provider.CONCENTUS).decoder(48_000, 1)) {
            for (int i = 0; i < packets; i++) {
                byte[] packet = mutated(stream, random);
                var in = TestSound.offHeap(packet);
                int length = packet.length;
                int samples = OpusPacket.samples48k(in, 0, length);
                int fromLibopus = a.decode(in, 0, length, false, pcm, 0, 5_760);
                int fromConcentus = b.decode(in, 0, length, false, pcm, 0, 5_760);
                assertEquals(samples < 0, fromLibopus < 0, "libopus on packet " + i);
                disagreed += fromLibopus == fromConcentus ? 0 : 1;
            }
        }
        // Concentus throws on a few packets that libopus decodes to noise.
        assertTrue(disagreed < packets / 20, disagreed + " of " + packets);
    }

    private static byte[] mutated(OpusStream stream, Random random) {
        byte[] packet = stream.packets().get(random.nextInt(stream.packets().size())).clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                packet = new byte[random.nextInt(300)];
                random.nextBytes(packet);
            }
            case 1 -> packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> packet = Arrays.copyOf(packet, random.nextInt(packet.length));
            case 3 -> packet[0] = (byte) random.nextInt();
            default -> {
                // As it was sent.
            }
        }
        return packet;
    }

    private static OpusStream voice() {
        short[] pcm = TestSound.voice(48_000, 1, 2, 8);
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        return OpusStream.encode(codecs, OpusStream.voice(24_000), pcm, 20);
    }
}
