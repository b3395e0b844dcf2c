package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.OpusCodecs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Opus: redundancy, DTX, stereo, concealment by the decoder. */
@Timeout(120)
class PlayoutOpusTest {

    private static final int RATE = 16_000;
    private static final int SAMPLES = 320;

    private static AudioDecoder decoder(int rateHz, int channels) {
        return OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(rateHz, channels);
    }

    @Test
    void shouldRestoreSingleLossesFromTheNextPacket() {
        List<byte[]> packets = OpusVoice.packets(20, true);
        try (PlayoutFeed feed = new PlayoutFeed(decoder(RATE, 1))) {
            feed.run(
                    Network.of(packets.size(), 20, 0).jitter(25, false, 1).drop(100, 300, 500, 700),
                    packets::get,
                    0);
            long restored = feed.statistics.restoredSamples();
            assertTrue(restored >= 3 * SAMPLES, "restored " + restored);
            long lost = 4 * SAMPLES - restored;
            assertTrue(feed.statistics.concealedSamples() <= lost + SAMPLES);
        }
    }

    @Test
    void shouldConcealTheBeginAndRestoreTheEndOfALongerGap() {
        List<byte[]> packets = OpusVoice.packets(10, true);
        try (PlayoutFeed feed =
                new PlayoutFeed(decoder(RATE, 1), new PlayoutSettings(80, 200, 80, 200, 2_000))) {
            feed.run(Network.of(packets.size(), 20, 0).drop(200, 201), packets::get, 0);
            assertEquals(SAMPLES, feed.statistics.restoredSamples());
            assertEquals(SAMPLES, feed.statistics.concealedSamples());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakePausesOfTheSenderForWhatTheyAre(boolean sendsDtxFrames) {
        short[] voice = Tones.voice(RATE, 10, 7);
        java.util.Arrays.fill(voice, 2 * RATE, 4 * RATE, (short) 0);
        java.util.Arrays.fill(voice, 6 * RATE, 8 * RATE, (short) 0);
        List<byte[]> packets = OpusVoice.encode(voice, false, true);
        try (PlayoutFeed feed = new PlayoutFeed(decoder(RATE, 1))) {
            int sequence = 0;
            int skipped = 0;
            for (int n = 0; n < packets.size(); n++) {
                long atNs = n * 20_000_000L;
                feed.readUntil(atNs);
                if (packets.get(n).length <= 2 && !(sendsDtxFrames && n % 20 == 0)) {
                    skipped++;
                } else {
                    feed.firstSequence = sequence++ - n;
                    feed.insert(n, packets.get(n), atNs);
                }
            }
            assertTrue(skipped > 100, "packets not sent: " + skipped);
            assertEquals(0, feed.statistics.concealedSamples());
            assertTrue(feed.statistics.comfortSamples() > skipped * SAMPLES / 2);
            assertTrue(feed.maxDelayMs(0) < 100, "delay " + feed.maxDelayMs(0));
        }
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldSoundLikeVoiceThroughTenPercentLoss(OpusCodecs.Provider provider) {
        if (provider == OpusCodecs.Provider.LIBOPUS) {
            org.junit.jupiter.api.Assumptions.assumeTrue(
                    OpusCodecs.of(OpusCodecs.Provider.AUTO).provider() == provider,
                    "SKIPPED: libopus is missing (apt-get install libopus0)");
        }
        List<byte[]> packets = OpusVoice.packets(8, false);
        AudioDecoder decoder = OpusCodecs.of(provider).decoder(48_000, 2);
        try (PlayoutFeed feed = new PlayoutFeed(decoder)) {
            Network network = Network.of(packets.size(), 20, 0).jitter(30, true, 4).lose(0.1, 3);
            double lostPercent = 100 - 100.0 * network.arrivals().size() / packets.size();
            feed.run(network, packets::get, 0);
            assertEquals(lostPercent, feed.concealedPercent(), 2);
            short[] heard = feed.heard();
            for (int i = 0; i < heard.length; i += 2) {
                assertEquals(heard[i], heard[i + 1], "left and right at " + i);
            }
            double sent = Tones.power(Tones.voice(RATE, 8, 7), 0, RATE * 8);
            double ratio = Tones.power(heard, 0, heard.length) / sent;
            assertTrue(ratio > 0.6 && ratio < 1.2, "power " + ratio);
        }
    }
}
