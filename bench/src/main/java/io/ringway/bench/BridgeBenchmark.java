package io.ringway.bench;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.BridgeRing;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.G711;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.playout.PlayoutBuffer;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.rtp.MediaPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a packet of G.711 costs on its way across a bridge: handed over from one shard to another,
 * and handed over, played out and encoded as Opus.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BridgeBenchmark {

    private static final int TICKS = 160;
    private static final int FRAME = 960;
    private static final long FRAME_NS = 20_000_000;

    private final CounterBlock counters = new Counters().newBlock("bench");
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private final MediaPacket packet = new MediaPacket();
    private final AudioCodecs codecs = new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
    private final PacketSlab slab = new PacketSlab(64, PacketSlab.DEFAULT_SLOT_BYTES);
    private final PlayoutBuffer playout =
            new PlayoutBuffer(
                    codecs.decoder(AudioCodecs.Kind.PCMU, 48_000, 1),
                    slab,
                    PlayoutSettings.DEFAULTS);
    private final AudioEncoder encoder = codecs.encoder(AudioCodecs.Kind.OPUS, 48_000, 1);
    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * FRAME));
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
    private final short[] frame = new short[FRAME];
    private long passed;
    private final BridgeRing passing =
            new BridgeRing(
                    BridgeRing.DEFAULT_BYTES,
                    (ssrc, codec, got) -> passed++,
                    call -> true,
                    counters);
    private final BridgeRing transcoding =
            new BridgeRing(
                    BridgeRing.DEFAULT_BYTES,
                    (ssrc, codec, got) -> insert(got),
                    call -> true,
                    counters);
    private int packets;
    private long nowNs;

    @Setup(Level.Trial)
    public void setUp() {
        for (int i = 0; i < TICKS; i++) {
            double sample = 8_000 * Math.sin(2 * Math.PI * 400 * i / 8_000);
            payload.putByte(i, G711.MU_LAW.encode((short) sample));
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        playout.close();
        encoder.close();
        slab.close();
    }

    @Benchmark
    public long handOff() {
        send(passing);
        return passed;
    }

    @Benchmark
    public int transcodedFrame() {
        send(transcoding);
        playout.read(frame, FRAME, nowNs);
        for (int i = 0; i < FRAME; i++) {
            pcm.putShort(2 * i, frame[i], ByteOrder.LITTLE_ENDIAN);
        }
        return encoder.encode(pcm, 0, FRAME, out, 0, out.capacity());
    }

    private void send(BridgeRing ring) {
        nowNs += FRAME_NS;
        packet.payload(payload, 0, TICKS)
                .position(packets & 0xFFFF, (long) packets * TICKS & 0xFFFF_FFFFL)
                .type(0, false)
                .times(nowNs, 0);
        packets++;
        ring.onPacket(1, Codec.PCMU, packet);
        ring.poll();
    }

    private int insert(MediaPacket got) {
        return playout.insert(
                got.buffer(),
                got.payloadOffset(),
                got.payloadLength(),
                (int) got.sequence(),
                got.rtpTimestamp(),
                0,
                got.marker(),
                got.arrivalNs());
    }
}
