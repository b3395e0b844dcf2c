package io.ringway.bench;

import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
 * Time to encode, decode and conceal 20 ms of G.711 or G.722, resampling included where the rate is
 * not the codec's own; with {@code -prof gc} also the garbage.
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
public class WaveformCodecBenchmark {

    @Param({"PCMU", "PCMA", "G722"})
    public AudioCodecs.Kind kind = AudioCodecs.Kind.PCMU;

    @Param({"8000", "16000", "48000"})
    public int rateHz = 8_000;

    /** Decoders in turn; there is one encoder. */
    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(160));
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_920));
    private @Nullable SpokenFrames frames;
    private @Nullable AudioEncoder encoder;
    private AudioDecoder[] decoders = {};
    private int next;
    private int turn;

    @Setup(Level.Trial)
    public void setUp() {
        AudioCodecs codecs = new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
        frames = new SpokenFrames(rateHz);
        encoder = codecs.encoder(kind, rateHz, 1);
        decoders = new AudioDecoder[sessions];
        for (int i = 0; i < sessions; i++) {
            decoders[i] = codecs.decoder(kind, rateHz, 1);
        }
        encodeNext();
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(encoder).close();
        for (AudioDecoder decoder : decoders) {
            decoder.close();
        }
    }

    @Benchmark
    public int encode() {
        return encodeNext();
    }

    @Benchmark
    public int decode() {
        return nextDecoder().decode(packet, 0, 160, out, 0, rateHz / 50);
    }

    /** The dearest case: every other packet is lost, so that a pitch is looked for each time. */
    @Benchmark
    public int decodeAndConceal() {
        AudioDecoder subject = nextDecoder();
        return subject.decode(packet, 0, 160, out, 0, rateHz / 50)
                + subject.conceal(rateHz / 50, out, 0);
    }

    private AudioDecoder nextDecoder() {
        turn = turn + 1 < sessions ? turn + 1 : 0;
        return decoders[turn];
    }

    private int encodeNext() {
        SpokenFrames pcm = Objects.requireNonNull(frames);
        AudioEncoder subject = Objects.requireNonNull(encoder);
        return subject.encode(pcm.pcm(), pcm.offset(next++), pcm.samplesAFrame(), packet, 0, 160);
    }
}
