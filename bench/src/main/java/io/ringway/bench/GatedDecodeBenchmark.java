package io.ringway.bench;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.SpeechDecoders;
import io.ringway.media.codec.SpeechTimeline;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time for one packet of 20 ms of a conversation on its way through the timeline to PCM, with and
 * without a voice gate. 20 ms divided by it is how many such streams one core decodes.
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
public class GatedDecodeBenchmark {

    private static final int PACKETS = 1_500;
    private static final int FRAME_48K = 960;
    private static final int OUT_HZ = 16_000;
    private static final int PAYLOAD_TYPE = 111;

    /** What tells the gate of silence. */
    public enum Gate {
        NONE,
        FLAGS,
        FLAGS_AND_LEVELS
    }

    @Param({"LIBOPUS", "CONCENTUS"})
    public OpusCodecs.Provider provider = OpusCodecs.Provider.LIBOPUS;

    @Param({"SILK_16K", "HYBRID_24KBPS"})
    public OpusDecodeBenchmark.Coding coding = OpusDecodeBenchmark.Coding.SILK_16K;

    @Param({"NONE", "FLAGS", "FLAGS_AND_LEVELS"})
    public Gate gate = Gate.NONE;

    private final DiscardedPcm pcm = new DiscardedPcm();
    private final MediaPacket view = new MediaPacket();
    private @Nullable ConversationSide side;
    private @Nullable SpeechTimeline timeline;
    private long sequence;

    @Setup(Level.Trial)
    public void setUp() {
        side = new ConversationSide(coding.settings(), new SpokenWords(coding.settings().rateHz()));
        OpusCodecs codecs = OpusCodecs.of(provider);
        timeline =
                new SpeechTimeline(
                        new SpeechDecoders(
                                OUT_HZ,
                                1,
                                (codec, rate, channels) -> codecs.decoder(rate, channels)),
                        pcm,
                        TimelineSettings.DEFAULTS,
                        gate != Gate.NONE,
                        new Counters().newBlock("bench"));
        timeline.acceptPayloadType(PAYLOAD_TYPE, PayloadFormat.Codec.OPUS);
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(timeline).close();
    }

    /** Some 30 s of the conversation, which goes on and begins anew. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long packets() {
        ConversationSide talker = Objects.requireNonNull(side);
        SpeechTimeline decoding = Objects.requireNonNull(timeline);
        for (int i = 0; i < PACKETS; i++) {
            int index = (int) (sequence % talker.packets());
            DirectBuffer packet = talker.packet(index);
            boolean leveled = gate == Gate.FLAGS_AND_LEVELS;
            int level = leveled ? talker.level(index) : MediaPacket.LEVEL_UNKNOWN;
            decoding.onPacket(
                    view.payload(packet, 0, packet.capacity())
                            .position(sequence, sequence * FRAME_48K)
                            .type(PAYLOAD_TYPE, false)
                            .level(level, false)
                            .times(sequence * 20_000_000, 0));
            sequence++;
        }
        return pcm.samples();
    }
}
