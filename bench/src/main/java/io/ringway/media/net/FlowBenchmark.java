package io.ringway.media.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a datagram costs an event loop between the system call and the ring: classed by its first
 * bytes, its leg found by where it came from. Each address is a new object, as it is when read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class FlowBenchmark {

    private static final int RTP = 0x80;
    private static final int OPUS = 111;
    private static final int FIRST_PORT = 20_000;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final MediaRing ring = new MediaRing(2, true, () -> {});
    private InetAddress[] hosts = {};
    private FlowTable flows = new FlowTable(1);
    private int turn;

    @Setup(Level.Trial)
    public void setUp() throws UnknownHostException {
        flows = new FlowTable(sessions);
        hosts = new InetAddress[sessions];
        for (int i = 0; i < sessions; i++) {
            byte[] host = {10, 1, (byte) (i / 200), (byte) (1 + i % 200)};
            hosts[i] = InetAddress.getByAddress(host);
            flows.validate(new InetSocketAddress(hosts[i], FIRST_PORT + i), new Leg());
        }
    }

    @Benchmark
    public PacketTarget classAndFind() throws UnknownHostException {
        turn = turn + 1 < sessions ? turn + 1 : 0;
        byte[] host = hosts[turn].getAddress();
        InetSocketAddress remote =
                new InetSocketAddress(InetAddress.getByAddress(host), FIRST_PORT + turn);
        if (PacketKind.of(RTP, OPUS) != PacketKind.RTP) {
            throw new IllegalStateException("not taken for RTP");
        }
        return Objects.requireNonNull(flows.find(remote)).claimant(0);
    }

    /** Who is found; all have one ring. */
    private final class Leg implements PacketTarget {

        @Override
        public MediaRing ring() {
            return ring;
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new IllegalStateException("legs are only looked up");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {
            throw new IllegalStateException("legs are only looked up");
        }
    }
}
