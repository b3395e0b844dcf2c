package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusPacket;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class ClosingSilenceTest {

    private static final long SECOND_NS = 1_000_000_000;

    private static Trace trace(int samples48k, TracedPacket... arrivals) {
        return new Trace("any", List.of(arrivals), 10, samples48k, new short[10 * samples48k]);
    }

    private static TracedPacket packet(int index, int samples48k) {
        long sendNs = index * (samples48k * SECOND_NS / 48_000);
        long rtp = (long) index * samples48k;
        return new TracedPacket(index, sendNs, sendNs + SECOND_NS, rtp, new byte[] {0});
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 240, 480, 960, 1_920, 2_880, 5_760})
    void shouldMakePacketsOfTheTracesLength(int samples48k) {
        Trace trace = trace(samples48k, packet(9, samples48k));
        List<TracedPacket> silence = ClosingSilence.after(trace, SECOND_NS);
        UnsafeBuffer opus = new UnsafeBuffer(silence.getFirst().opus());
        assertEquals(samples48k, OpusPacket.samples48k(opus, 0, opus.capacity()));
        assertEquals(48_000 / samples48k, silence.size());
    }

    /** The last packet to arrive need not be the last one sent. */
    @Test
    void shouldGoOnRightBehindTheStream() {
        Trace trace = trace(960, packet(9, 960), packet(7, 960));
        List<TracedPacket> silence = ClosingSilence.after(trace, SECOND_NS / 10);
        for (int n = 0; n < silence.size(); n++) {
            TracedPacket expected = packet(10 + n, 960);
            assertEquals(expected.index(), silence.get(n).index());
            assertEquals(expected.rtpTimestamp(), silence.get(n).rtpTimestamp());
            assertEquals(expected.sendNs(), silence.get(n).arrivalNs());
        }
        assertTrue(silence.size() >= 4);
    }
}
