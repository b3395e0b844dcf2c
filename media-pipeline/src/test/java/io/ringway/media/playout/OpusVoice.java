package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Voice as Opus packets of 20 ms. */
final class OpusVoice {

    private static final int RATE = 16_000;

    private OpusVoice() {}

    static List<byte[]> packets(int seconds, boolean redundant) {
        return encode(Tones.voice(RATE, seconds, 7), redundant, false);
    }

    /** Encodes 16 kHz mono. */
    static List<byte[]> encode(short[] voice, boolean redundant, boolean dtx) {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        RATE,
                        1,
                        24_000,
                        5,
                        OpusEncoderSettings.Application.VOICE,
                        redundant,
                        redundant ? 20 : 0,
                        dtx);
        UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(640));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        List<byte[]> packets = new ArrayList<>();
        try (OpusEncoder encoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(settings)) {
            for (int at = 0; at + 320 <= voice.length; at += 320) {
                for (int i = 0; i < 320; i++) {
                    in.putShort(2 * i, voice[at + i], ByteOrder.LITTLE_ENDIAN);
                }
                int length = encoder.encode(in, 0, 320, out, 0, 1_500);
                assertTrue(length > 0);
                byte[] packet = new byte[length];
                out.getBytes(0, packet);
                packets.add(packet);
            }
        }
        return packets;
    }
}
