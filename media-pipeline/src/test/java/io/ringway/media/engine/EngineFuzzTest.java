package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;
import io.ringway.media.net.PacketKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mutations of a real call's own datagrams at the UDP socket of a live engine, from a stranger and
 * from the caller's validated address: nothing breaks, and the call stays whole.
 */
class EngineFuzzTest {

    private static final int ROUNDS = 250;
    private static final int MUTATIONS_A_ROUND = 100;
    private static final int PACKETS_A_ROUND = 1;
    private static final long SEED = 20_261_121;

    private final Counters counters = new Counters();
    private final UdpMediaEngine callers = Engines.start(new Counters());
    private final UdpMediaEngine callees = Engines.start(counters);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private UdpRelay relay;
    private LoopbackCall call;
    private List<byte[]> seeds;

    @BeforeEach
    void connect() throws Exception {
        relay = UdpRelay.to(callees.mediaPort(), SEED);
        relay.capture();
        call = new LoopbackCall(callers, callees, "z", IceMode.CONTROLLING, IceMode.LITE, true);
        call.connectBy(relay);
        call.awaitMedia();
        call.exchange(20);
        seeds = new ArrayList<>();
        for (PacketKind kind : List.of(PacketKind.STUN, PacketKind.DTLS, PacketKind.RTP)) {
            assertTrue(!relay.captured(kind).isEmpty(), "nothing captured of " + kind);
            seeds.addAll(relay.captured(kind));
        }
    }

    @AfterEach
    void close() throws Exception {
        callers.close();
        callees.close();
        relay.close();
    }

    /** 25,000 datagrams from each of two places, with a packet of the call every hundred. */
    @Test
    void shouldKeepTheCallWholeWhateverArrives() throws Exception {
        try (Stranger stranger = new Stranger(callees.mediaPort())) {
            for (int round = 0; round < ROUNDS; round++) {
                round(stranger);
            }
            assertTrue(
                    stranger.bytesReceived() <= stranger.bytesSent(),
                    "answers are no longer than what they answer");
        }
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR), "seed " + SEED);
        call.exchange(20);
        LegStatistics callee = LoopbackCall.statistics(call.callee);
        assertEquals(0, callee.packetsLost(), "seed " + SEED + ": " + callee);
        assertEquals(40 + ROUNDS * PACKETS_A_ROUND, callee.packetsReceived(), callee.toString());
        assertEquals(1, callees.activeLegs());
    }

    private void round(Stranger stranger) throws Exception {
        long expected = counters.total(Counter.RX_PACKETS) + 2 * MUTATIONS_A_ROUND;
        for (int i = 0; i < MUTATIONS_A_ROUND; i++) {
            relay.inject(mutated());
            stranger.send(mutated());
        }
        // Waiting for all of them keeps the kernel from dropping any unseen.
        Await.until(
                10,
                () -> "only " + counters.total(Counter.RX_PACKETS) + " of " + expected + " read",
                () -> counters.total(Counter.RX_PACKETS) >= expected);
        call.exchange(PACKETS_A_ROUND);
    }

    private byte[] mutated() {
        byte[] seed = seeds.get(random.nextInt(seeds.size())).clone();
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(seed, 1 + random.nextInt(seed.length));
            case 1 -> Arrays.copyOf(seed, seed.length + 1 + random.nextInt(600));
            case 2 -> spliced(seed);
            case 3 -> bitsTurned(seed, 1);
            case 4 -> bitsTurned(seed, 1 + random.nextInt(32));
            default -> overwritten(seed);
        };
    }

    private byte[] bitsTurned(byte[] seed, int bits) {
        for (int i = 0; i < bits; i++) {
            seed[random.nextInt(seed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return seed;
    }

    /** A field of one to four bytes set to an extreme. */
    private byte[] overwritten(byte[] seed) {
        byte extreme = (byte) new int[] {0, 1, 0x7F, 0x80, 0xFF}[random.nextInt(5)];
        int start = random.nextInt(seed.length);
        int length = 1 + random.nextInt(4);
        Arrays.fill(seed, start, Math.min(seed.length, start + length), extreme);
        return seed;
    }

    private byte[] spliced(byte[] seed) {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length);
        int at = random.nextInt(seed.length);
        int length = Math.min(other.length - from, seed.length - at);
        System.arraycopy(other, from, seed, at, length);
        return seed;
    }
}
