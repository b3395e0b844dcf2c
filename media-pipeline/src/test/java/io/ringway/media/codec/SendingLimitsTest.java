package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.SendingLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a far end asks for in its {@code a=fmtp} (RFC 7587 §6.1), measured at the packets. */
@Timeout(60)
final class SendingLimitsTest {

    private static final int FRAMES = 100;
    private static final int SAMPLES = 960;

    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * SAMPLES));
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
    private final int[] bytes = new int[FRAMES];
    private final int[] configs = new int[FRAMES];

    @ParameterizedTest
    @EnumSource(
            value = OpusCodecs.Provider.class,
            names = {"LIBOPUS", "CONCENTUS"})
    void shouldKeepToWhatTheFarEndAsksFor(OpusCodecs.Provider provider) {
        encode(provider, SendingLimits.NONE, 3_000);
        assertEquals(80, average(), 30);
        // Above config 11: hybrid or transform coding, of more than 8 kHz of bandwidth.
        assertTrue(configs[FRAMES - 1] > 11, "config " + configs[FRAMES - 1]);

        encode(provider, new SendingLimits(12_000, 0, false, false), 3_000);
        assertEquals(30, average(), 12);

        encode(provider, new SendingLimits(0, 8_000, false, false), 3_000);
        // RFC 6716 table 2: 0 to 3 are narrow band, and so are 16 to 19.
        for (int config : configs) {
            assertTrue(config <= 3 || (config >= 16 && config <= 19), "config " + config);
        }

        encode(provider, new SendingLimits(0, 0, false, true), 3_000);
        for (int length : bytes) {
            assertEquals(bytes[0], length);
        }

        encode(provider, new SendingLimits(0, 0, true, false), 0);
        int silent = 0;
        for (int length : bytes) {
            silent += length <= 2 ? 1 : 0;
        }
        assertTrue(silent > FRAMES / 2, silent + " of " + FRAMES + " frames are silent");
    }

    private double average() {
        long sum = 0;
        for (int i = 10; i < FRAMES; i++) {
            sum += bytes[i];
        }
        return (double) sum / (FRAMES - 10);
    }

    /** A voice-like buzz with noise of up to 20 kHz in it. */
    private void encode(OpusCodecs.Provider provider, SendingLimits limits, int amplitude) {
        OpusCodecs codecs;
        try {
            codecs = OpusCodecs.of(provider);
        } catch (IllegalStateException missing) {
            assumeTrue(false, "SKIPPED: " + missing.getMessage());
            return;
        }
        Random random = new Random(7);
        try (OpusEncoder encoder = codecs.encoder(OpusVoice.DEFAULTS.settings(false, 0, limits))) {
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int i = 0; i < SAMPLES; i++) {
                    double phase = (frame * SAMPLES + i) * 2 * Math.PI * 150 / 48_000;
                    double voice = Math.sin(phase) + Math.sin(3 * phase) + random.nextGaussian();
                    pcm.putShort(2 * i, (short) (amplitude * voice), ByteOrder.LITTLE_ENDIAN);
                }
                bytes[frame] = encoder.encode(pcm, 0, SAMPLES, out, 0, 1_275);
                configs[frame] = (out.getByte(0) & 0xFF) >> 3;
            }
        }
    }
}
