package io.ringway.bench;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
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

/** Time to decode one 20 ms packet to PCM in place; with {@code -prof gc} also the garbage. */
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
public class OpusDecodeBenchmark {

    /** What was encoded: SILK wideband from 16 kHz, or hybrid fullband at 24 kb/s from 48 kHz. */
    public enum Coding {
        SILK_16K(16_000, 20_000),
        HYBRID_24KBPS(48_000, 24_000);

        private final int rateHz;
        private final int bitrateBps;

        Coding(int rateHz, int bitrateBps) {
            this.rateHz = rateHz;
            this.bitrateBps = bitrateBps;
        }

        /** For an encoder that makes it. */
        public OpusEncoderSettings settings() {
            return new OpusEncoderSettings(
                    rateHz, 1, bitrateBps, 5, Application.VOICE, false, 0, false);
        }
    }

    @Param({"LIBOPUS", "CONCENTUS"})
    public OpusCodecs.Provider provider = OpusCodecs.Provider.LIBOPUS;

    /** Matters at 16 kHz only. */
    @Param({"OURS", "LIBRARY"})
    public OpusCodecs.Silk silk = OpusCodecs.Silk.OURS;

    @Param({"SILK_16K", "HYBRID_24KBPS"})
    public Coding coding = Coding.SILK_16K;

    @Param({"16000", "48000"})
    public int rateHz = 16_000;

    /** Decoders in turn. */
    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(11_520));
    private @Nullable EncodedVoice voice;
    private OpusDecoder[] decoders = {};
    private int next;

    @Setup(Level.Trial)
    public void setUp() {
        voice = new EncodedVoice(coding.settings());
        decoders = new OpusDecoder[sessions];
        for (int i = 0; i < sessions; i++) {
            decoders[i] = OpusCodecs.of(provider, silk).decoder(rateHz, 1);
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        for (OpusDecoder decoder : decoders) {
            decoder.close();
        }
    }

    @Benchmark
    public int decode() {
        int n = next++;
        DirectBuffer packet = Objects.requireNonNull(voice).packet(n / sessions);
        return decoders[n % sessions].decode(
                packet, 0, packet.capacity(), false, pcm, 0, rateHz / 50);
    }
}
