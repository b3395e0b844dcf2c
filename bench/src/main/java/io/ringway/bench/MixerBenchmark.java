package io.ringway.bench;

import io.ringway.media.codec.AudioSource;
import io.ringway.media.mixing.Mixer;
import io.ringway.media.mixing.MixerSettings;
import io.ringway.media.tone.Tone;
import io.ringway.media.tone.ToneSource;
import java.util.concurrent.TimeUnit;
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
 * Time of one mix of 20 ms at 48 kHz, reading and measuring included: all heard at once, or the
 * five loudest of whom one in ten makes a sound. Divide by the participants for the cost of each.
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
public class MixerBenchmark {

    private static final int RATE_HZ = 48_000;
    private static final long FRAME_NS = 20_000_000;
    private static final MixerSettings ALL = new MixerSettings(RATE_HZ, 20, 200, 0, 60, 400, 6);

    @Param({"3", "10", "50", "200"})
    public int participants = 3;

    private Mixer everybody = new Mixer(ALL, (id, level, nowNs) -> {});
    private Mixer loudest = new Mixer(MixerSettings.DEFAULTS, (id, level, nowNs) -> {});
    private long nowNs;

    @Setup(Level.Trial)
    public void setUp() {
        everybody = new Mixer(ALL, (id, level, atNs) -> {});
        loudest = new Mixer(MixerSettings.DEFAULTS, (id, level, atNs) -> {});
        for (int i = 0; i < participants; i++) {
            everybody.add(i, new Recorded(i, true));
            loudest.add(i, new Recorded(i, i % 10 == 0));
        }
    }

    /** Everybody speaks: a mix of its own for each. */
    @Benchmark
    public int allSpeak() {
        everybody.mix(nowNs += FRAME_NS);
        return everybody.shared().pcm()[100];
    }

    /** A conference: most listen. */
    @Benchmark
    public int mostListen() {
        loudest.mix(nowNs += FRAME_NS);
        return loudest.shared().pcm()[100];
    }

    /** Samples made before, so that what is measured is the mixer. */
    private static final class Recorded implements AudioSource {

        private final short[] pcm = new short[RATE_HZ / 50];

        Recorded(int index, boolean speaks) {
            if (speaks) {
                Tone tone = Tone.continuous(-35, 200 + 7.0 * index, 900 + 3.0 * index);
                new ToneSource(tone, RATE_HZ).read(pcm, pcm.length, 0);
            }
        }

        @Override
        public int rateHz() {
            return RATE_HZ;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public boolean read(short[] out, int samplesPerChannel, long nowNs) {
            System.arraycopy(pcm, 0, out, 0, samplesPerChannel);
            return true;
        }
    }
}
