package io.ringway.bench;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.playout.PlayoutBuffer;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.playout.PlayoutSettings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to insert a packet and read the frame of 20 ms that is due, at 48 kHz mono, over many
 * streams in turn. {@code opus} decodes real packets; {@code silent} packets cost nothing to
 * decode, which leaves the playout buffer's own work. On bad networks packets are delayed by up to
 * 60 ms and one in twenty is lost.
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
public class PlayoutBenchmark {

    private static final int RATE_HZ = 48_000;
    private static final int FRAME = 960;
    private static final long FRAME_NS = 20_000_000;
    private static final long READ_PHASE_NS = 12_000_000;

    @Param({"opus", "silent"})
    public String codec = "opus";

    @Param({"clean", "bad"})
    public String network = "clean";

    @Param({"1", "500"})
    public int streams = 1;

    private final short[] pcm = new short[FRAME];
    private PacketSlab slab = new PacketSlab(1, 64);
    private PlayoutScratch scratch = new PlayoutScratch();
    private PlayoutBuffer[] buffers = {};
    private @Nullable EncodedVoice voice;
    private boolean bad;
    private int step;

    @Setup(Level.Trial)
    public void setUp() {
        slab.close();
        slab = new PacketSlab();
        bad = network.equals("bad");
        voice =
                new EncodedVoice(
                        new OpusEncoderSettings(
                                RATE_HZ,
                                1,
                                24_000,
                                5,
                                OpusEncoderSettings.Application.VOICE,
                                false,
                                0,
                                false));
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        buffers = new PlayoutBuffer[streams];
        for (int i = 0; i < streams; i++) {
            buffers[i] =
                    new PlayoutBuffer(
                            codec.equals("opus") ? codecs.decoder(RATE_HZ, 1) : new SilentDecoder(),
                            slab,
                            PlayoutSettings.DEFAULTS,
                            scratch);
        }
        step = 0;
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        for (PlayoutBuffer buffer : buffers) {
            buffer.close();
        }
        scratch.close();
        slab.close();
    }

    @Benchmark
    public short insertAndRead() {
        int stream = step % streams;
        int n = step / streams;
        step++;
        PlayoutBuffer buffer = buffers[stream];
        if (!bad || n * 7 % 20 != 3) {
            DirectBuffer packet = Objects.requireNonNull(voice).packet(n);
            long delayNs = bad ? n * 7_919L % 60 * 1_000_000 : 0;
            buffer.insert(
                    packet,
                    0,
                    packet.capacity(),
                    n & 0xFFFF,
                    (long) n * FRAME & 0xFFFF_FFFFL,
                    111,
                    false,
                    n * FRAME_NS + delayNs);
        }
        buffer.read(pcm, FRAME, n * FRAME_NS + READ_PHASE_NS);
        return pcm[0];
    }

    /** Decodes everything to 20 ms of silence. */
    private static final class SilentDecoder implements AudioDecoder {

        @Override
        public int rateHz() {
            return RATE_HZ;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int clockRateHz() {
            return RATE_HZ;
        }

        @Override
        public int durationTicks(DirectBuffer packet, int offset, int length) {
            return FRAME;
        }

        @Override
        public int redundantTicks(DirectBuffer packet, int offset, int length) {
            return 0;
        }

        @Override
        public int decode(
                DirectBuffer packet,
                int offset,
                int length,
                MutableDirectBuffer pcmOut,
                int outOffset,
                int maxSamplesPerChannel) {
            return FRAME;
        }

        @Override
        public int restore(
                DirectBuffer packet,
                int offset,
                int length,
                MutableDirectBuffer pcmOut,
                int outOffset,
                int samplesPerChannel) {
            return FAILED;
        }

        @Override
        public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
            return samplesPerChannel;
        }

        @Override
        public void reset() {
            // Silence has no past.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
