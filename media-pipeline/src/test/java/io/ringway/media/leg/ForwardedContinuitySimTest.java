package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.leg.RestartingPhone.Arrival;
import io.ringway.media.leg.SentPackets.Sent;
import io.ringway.media.rtp.SequenceNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One continuous stream out of a source that is none, in virtual time: no number twice, none far
 * back, frames in the order they were said in, and time that passes as fast as it does.
 */
@Timeout(60)
class ForwardedContinuitySimTest {

    private static final int FRAMES = 20_000;
    private static final int WINDOW = 64;

    /** Frames that are placed anew stand where the clock is when they come. */
    private static final long MOST_SHIFTED_TICKS = 8L * (60 + 20);

    private static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);

    /** A sent packet, its number without wraps. */
    private record Placed(long sequence, long timestamp, int frame) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGoOnWhateverTheSourceDoes(long seed) {
        List<Arrival> arrivals = new RestartingPhone(seed).speak(FRAMES);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[RestartingPhone.TICKS]);
        try (HearingLeg leg = new HearingLeg(PCMU)) {
            long startNs = leg.nowNs;
            for (Arrival arrival : arrivals) {
                leg.runUntil(startNs + arrival.atNs());
                payload.putInt(0, arrival.frame());
                int timestamp = arrival.timestamp();
                leg.hear(Codec.PCMU, arrival.sequence(), timestamp, payload, RestartingPhone.TICKS);
            }
            long said = arrivals.stream().mapToInt(Arrival::frame).distinct().count();
            assertContinuous(placed(leg.outlet.packets), said, "seed " + seed);
        }
    }

    private static List<Placed> placed(List<Sent> sent) {
        List<Placed> placed = new ArrayList<>();
        long highest = sent.getFirst().sequence();
        long time = sent.getFirst().timestamp();
        for (Sent packet : sent) {
            long sequence = SequenceNumber.extend(highest, packet.sequence());
            assertTrue(sequence > highest - WINDOW, "far back: " + (highest - sequence));
            time += (int) (packet.timestamp() - time);
            highest = Math.max(highest, sequence);
            int frame = new UnsafeBuffer(packet.payload()).getInt(0);
            placed.add(new Placed(sequence, time, frame));
        }
        placed.sort(Comparator.comparingLong(Placed::sequence));
        return placed;
    }

    private static void assertContinuous(List<Placed> placed, long said, String run) {
        Set<Integer> frames = new HashSet<>();
        Placed last = null;
        for (Placed packet : placed) {
            if (packet.frame() == RestartingPhone.STRAY) {
                continue;
            }
            assertTrue(frames.add(packet.frame()), run + ": twice " + packet);
            if (last != null) {
                assertFollows(last, packet, run);
            }
            last = packet;
        }
        long numbers = placed.getLast().sequence() - placed.getFirst().sequence() + 1;
        long used = placed.stream().map(Placed::sequence).distinct().count();
        assertTrue(numbers - used < said / 10, run + ": " + used + " of " + numbers + " numbers");
        assertTrue(frames.size() > said * 95 / 100, run + ": " + frames.size() + " of " + said);
    }

    private static void assertFollows(Placed last, Placed next, String run) {
        String both = run + ": " + last + " and " + next;
        assertTrue(next.sequence() > last.sequence(), both);
        assertTrue(next.frame() > last.frame(), both);
        long ticks = next.timestamp() - last.timestamp();
        long passed = (long) (next.frame() - last.frame()) * RestartingPhone.TICKS;
        assertTrue(ticks > 0, both);
        assertTrue(Math.abs(passed - ticks) <= MOST_SHIFTED_TICKS, both);
    }
}
