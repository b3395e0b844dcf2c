package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.SegmentRecorder.Segment;
import io.ringway.media.counters.Counter;
import io.ringway.proto.SegmentFlag;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusForwardTest {

    /** SILK, wideband, one frame of 20 ms. */
    private static final byte[] PACKET = {0x48, 1, 2, 3};

    private static final int FRAME = 960;

    @Test
    void shouldPassPacketsAsReceived() {
        try (TimelineFeed feed = TimelineFeed.forward(0xFFFF, 0xFFFF_FFFFL)) {
            feed.send(PACKET, FRAME);
            feed.send(PACKET, FRAME);
            feed.finish();
            Segment second = feed.out.segments.get(1);
            assertArrayEquals(PACKET, second.payload());
            assertEquals(FRAME, second.samples());
            assertEquals(0xFFFF_FFFFL + FRAME, second.timestamp());
            assertEquals(0, second.flags());
            assertEquals(SegmentFlag.DISCONTINUITY_VALUE, feed.out.segments.getFirst().flags());
        }
    }

    @Test
    void shouldTellWhatIsMissingByItsLength() {
        try (TimelineFeed feed = TimelineFeed.forward(7, 100)) {
            feed.send(PACKET, FRAME);
            for (int i = 0; i < 30; i++) {
                feed.lose(FRAME);
            }
            feed.send(PACKET, FRAME);
            feed.pause(12_345);
            feed.send(PACKET, FRAME);
            feed.finish();
            Segment lost = feed.out.segments.get(1);
            assertEquals(30 * FRAME, lost.samples());
            assertEquals(SegmentFlag.LOST_VALUE, lost.flags());
            assertEquals(0, lost.payload().length);
            Segment silent = feed.out.segments.get(3);
            assertEquals(12_345, silent.samples());
            assertEquals(SegmentFlag.DTX_VALUE, silent.flags());
            assertEquals(33 * FRAME + 12_345, feed.out.totalSamples());
        }
    }

    /** 30 ms are no frame of Opus: they go on as 20 and 10. */
    @ParameterizedTest
    @CsvSource({"160, 1", "240, 2", "320, 2", "80, 1", "20, 1"})
    void shouldEncodeWhatIsNoOpus(int octets, int pieces) {
        try (TimelineFeed feed = TimelineFeed.forward(7, 800)) {
            feed.timeline.acceptPayloadType(0, Codec.PCMU);
            feed.setClock(8_000);
            double phase = 0;
            for (int i = 0; i < 8_000 / octets; i++) {
                byte[] packet = new byte[octets];
                for (int n = 0; n < octets; n++) {
                    phase += 2 * Math.PI * 400 / 8_000;
                    packet[n] = G711.MU_LAW.encode((short) (8_000 * Math.sin(phase)));
                }
                feed.deliver(packet, 0, feed.sequence, feed.timestamp);
                feed.step(octets);
            }
            feed.finish();
            assertEquals(8_000 / octets * pieces, feed.out.segments.size());
            assertEquals(6L * octets * (8_000 / octets), feed.out.totalSamples());
            assertHeard(feed.out.segments);
        }
    }

    /** A sine of amplitude 8,000 has an RMS of 5,657. */
    private static void assertHeard(List<Segment> segments) {
        try (OpusDecoder decoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(48_000, 1)) {
            UnsafeBuffer pcm = TestSound.offHeap(new byte[2 * FRAME]);
            double energy = 0;
            long samples = 0;
            for (int i = 0; i < segments.size(); i++) {
                byte[] packet = segments.get(i).payload();
                int length = packet.length;
                int count = decoder.decode(TestSound.offHeap(packet), 0, length, pcm, 0, FRAME);
                assertEquals(segments.get(i).samples(), count);
                if (i >= segments.size() / 2) {
                    energy += TestSound.energy(TestSound.read(pcm, 0, count)) * count;
                    samples += count;
                }
            }
            assertEquals(5_657, Math.sqrt(energy / samples), 600);
        }
    }

    @Test
    void shouldNotPassOnWhatNoDecoderWouldTake() {
        try (TimelineFeed feed = TimelineFeed.forward(7, 100)) {
            feed.send(PACKET, FRAME);
            feed.send(new byte[] {3, 0}, FRAME);
            feed.send(PACKET, FRAME);
            feed.finish();
            assertEquals(1, feed.count(Counter.DROP_DECODE_FAILED));
            assertEquals(SegmentFlag.LOST_VALUE, feed.out.segments.get(1).flags());
            assertEquals(3 * FRAME, feed.out.totalSamples());
        }
    }
}
