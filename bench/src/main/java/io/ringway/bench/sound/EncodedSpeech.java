package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Speech as Opus packets of 20 ms.
 *
 * @param speech what was said, as long as the packets
 * @param packets not to be changed
 */
record EncodedSpeech(Speech speech, List<byte[]> packets) {

    static final int PACKET_48K = 960;

    private static final int BITRATE_BPS = 24_000;
    private static final int COMPLEXITY = 9;
    private static final int EXPECTED_LOSS_PERCENT = 10;
    private static final int MAX_PACKET_BYTES = 1_275;

    EncodedSpeech {
        packets = List.copyOf(packets);
    }

    /**
     * Encodes that much of it at 24 kbit/s by libopus, or Concentus where there is none.
     *
     * @param fec whether packets carry redundancy, for 10 % loss
     */
    static EncodedSpeech of(Speech source, int seconds, boolean fec) {
        Speech speech = source.ofPackets(seconds * 50, PACKET_48K);
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        Speech.RATE_HZ,
                        1,
                        BITRATE_BPS,
                        COMPLEXITY,
                        OpusEncoderSettings.Application.VOICE,
                        fec,
                        fec ? EXPECTED_LOSS_PERCENT : 0,
                        false);
        UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * PACKET_48K));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_PACKET_BYTES));
        List<byte[]> packets = new ArrayList<>();
        try (OpusEncoder encoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(settings)) {
            for (int packet = 0; packet < seconds * 50; packet++) {
                fill(pcm, speech.pcm48k(), packet * PACKET_48K);
                int length = encoder.encode(pcm, 0, PACKET_48K, out, 0, MAX_PACKET_BYTES);
                if (length < 0) {
                    throw new IllegalStateException("packet " + packet + " was not encoded");
                }
                byte[] bytes = new byte[length];
                out.getBytes(0, bytes);
                packets.add(bytes);
            }
        }
        return new EncodedSpeech(speech, packets);
    }

    private static void fill(UnsafeBuffer pcm, short[] from, int at) {
        for (int i = 0; i < PACKET_48K; i++) {
            pcm.putShort(2 * i, from[at + i], ByteOrder.LITTLE_ENDIAN);
        }
    }
}
