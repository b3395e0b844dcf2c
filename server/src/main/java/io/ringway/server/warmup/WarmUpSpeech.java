package io.ringway.server.warmup;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.server.training.TrainingSound;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What is said in the calls, as Opus packets of 20 ms, over and over. Immutable. */
final class WarmUpSpeech {

    /** Samples of a packet at 48 kHz. */
    static final int PACKET_SAMPLES = 960;

    /** Two phrases and the pauses behind them, by each encoder. */
    private static final int PACKETS_EACH = 150;

    /** The highest rate at which libopus keeps to SILK alone, and one at which it is hybrid. */
    private static final int[] RATES_BPS = {14_000, 24_000};

    private static final int EXPECTED_LOSS_PERCENT = 10;
    private static final int COMPLEXITY = 5;
    private static final int MAX_PACKET_BYTES = 1_275;

    private final List<byte[]> packets = new ArrayList<>();

    private WarmUpSpeech() {}

    /** Encodes it. */
    static WarmUpSpeech encode(OpusCodecs codecs) {
        WarmUpSpeech speech = new WarmUpSpeech();
        for (int rateBps : RATES_BPS) {
            try (OpusEncoder encoder = codecs.encoder(settings(rateBps))) {
                speech.append(encoder);
            }
        }
        return speech;
    }

    /** The packet with that number; the last is followed by the first. */
    byte[] packet(long index) {
        return packets.get((int) (index % packets.size()));
    }

    /** Redundancy, and pauses of which hardly anything is sent. */
    private static OpusEncoderSettings settings(int rateBps) {
        return new OpusEncoderSettings(
                TrainingSound.RATE_HZ,
                1,
                rateBps,
                COMPLEXITY,
                OpusEncoderSettings.Application.VOICE,
                true,
                EXPECTED_LOSS_PERCENT,
                true);
    }

    private void append(OpusEncoder encoder) {
        UnsafeBuffer pcm = direct(PACKET_SAMPLES * Short.BYTES);
        UnsafeBuffer out = direct(MAX_PACKET_BYTES);
        for (int n = 0; n < PACKETS_EACH; n++) {
            for (int i = 0; i < PACKET_SAMPLES; i++) {
                pcm.putShort(i * Short.BYTES, TrainingSound.sample(n * PACKET_SAMPLES + i));
            }
            int length = encoder.encode(pcm, 0, PACKET_SAMPLES, out, 0, MAX_PACKET_BYTES);
            if (length <= 0) {
                throw new IllegalStateException("the encoder refused a frame of 20 ms");
            }
            byte[] packet = new byte[length];
            out.getBytes(0, packet);
            packets.add(packet);
        }
    }

    private static UnsafeBuffer direct(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }
}
