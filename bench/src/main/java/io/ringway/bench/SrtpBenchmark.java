package io.ringway.bench;

import io.ringway.media.rtp.RtpWriter;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpSettings;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
 * One 20 ms audio packet sealed, and one opened, per profile and provider; jitsi-srtp beside them.
 * Packets go round the sessions, so that with many of them each finds its keys cold.
 *
 * <p>An index opens once only, so every invocation has new receivers and opens the same packets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SrtpBenchmark {

    private static final int PACKETS = 4_000;
    private static final int PLAIN_BYTES = 12 + 80;
    private static final int SLOT_BYTES = 128;
    private static final int SSRC = 0x1234_5678;
    private static final String JITSI = "JITSI";

    @Param({"AES128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AEAD_AES_256_GCM"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    /** LIBCRYPTO, JCA or JITSI. */
    @Param({"LIBCRYPTO", "JCA", "JITSI"})
    public String provider = "LIBCRYPTO";

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final UnsafeBuffer plain = offHeap(SLOT_BYTES);
    private final UnsafeBuffer out = offHeap(SLOT_BYTES);
    private final UnsafeBuffer sealed = offHeap(PACKETS * SLOT_BYTES);
    private final SrtpSubject[] subjects = new SrtpSubject[PACKETS];
    private int sealedBytes;
    private @Nullable SrtpCrypto crypto;

    /** Seals every packet once, by sessions of their own. */
    @Setup(Level.Trial)
    public void sealPackets() {
        if (!provider.equals(JITSI)) {
            SrtpSettings defaults = SrtpSettings.DEFAULTS;
            crypto =
                    SrtpCrypto.open(
                            new SrtpSettings(
                                    CryptoProvider.valueOf(provider),
                                    defaults.replayWindowPackets(),
                                    defaults.maxSsrcs(),
                                    defaults.maxPacketBytes()));
        }
        openSessions();
        for (int i = 0; i < PACKETS; i++) {
            sealedBytes = sealNext(i, sealed, i * SLOT_BYTES);
        }
        closeSessions();
    }

    @TearDown(Level.Trial)
    public void closeCrypto() {
        if (crypto != null) {
            crypto.close();
        }
    }

    @Setup(Level.Invocation)
    public void openSessions() {
        for (int i = 0; i < sessions; i++) {
            SrtpKeys keys = keys(i);
            subjects[i] =
                    crypto == null ? new JitsiSrtp(keys, SSRC) : new RingwaySrtp(crypto, keys);
        }
    }

    @TearDown(Level.Invocation)
    public void closeSessions() {
        for (int i = 0; i < sessions; i++) {
            subjects[i].close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int open() {
        int bytes = 0;
        for (int i = 0; i < PACKETS; i++) {
            int length = subjects[i % sessions].open(sealed, i * SLOT_BYTES, sealedBytes);
            if (length != PLAIN_BYTES) {
                throw new IllegalStateException("packet " + i + " was refused: " + length);
            }
            bytes += length;
        }
        return bytes;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int seal() {
        int bytes = 0;
        for (int i = 0; i < PACKETS; i++) {
            bytes += sealNext(i, out, 0);
        }
        return bytes;
    }

    private int sealNext(int i, UnsafeBuffer to, int offset) {
        int sequence = i / sessions;
        RtpWriter.writeHeader(plain, 0, false, 111, sequence, 960L * sequence, SSRC);
        int length = subjects[i % sessions].seal(plain, PLAIN_BYTES, to, offset);
        if (length != PLAIN_BYTES + profile.tagBytes()) {
            throw new IllegalStateException("packet " + i + " was refused: " + length);
        }
        return length;
    }

    private SrtpKeys keys(int session) {
        Random random = new Random(session);
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(profile, key, salt, key, salt);
    }

    private static UnsafeBuffer offHeap(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }
}
