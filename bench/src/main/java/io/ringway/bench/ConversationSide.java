package io.ringway.bench;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One side of a telephone conversation as Opus packets of 20 ms with their audio levels: 45 % of
 * the time somebody speaks (ITU-T P.59), in turns of some seconds; else there is a quiet room.
 */
final class ConversationSide {

    private static final double ACTIVITY = 0.45;
    private static final double[] TURNS_SECONDS = {1.2, 3.1, 0.8, 2.4, 4.6, 1.7};
    private static final double ROOM = 20;

    private final List<DirectBuffer> packets = new ArrayList<>();
    private final List<Integer> levelsDbov = new ArrayList<>();

    ConversationSide(OpusEncoderSettings settings, SpokenWords words) {
        int samples = settings.rateHz() / 50;
        UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * samples));
        UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        Random room = new Random(3);
        try (OpusEncoder encoder = OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(settings)) {
            for (double seconds : TURNS_SECONDS) {
                int spoken = (int) (50 * seconds);
                int frames = (int) (spoken / ACTIVITY);
                for (int frame = 0; frame < frames; frame++) {
                    levelsDbov.add(fill(pcm, samples, frame < spoken ? words : null, room));
                    int length = encoder.encode(pcm, 0, samples, packet, 0, 1_500);
                    UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
                    copy.putBytes(0, packet, 0, length);
                    packets.add(copy);
                }
            }
        }
    }

    int packets() {
        return packets.size();
    }

    DirectBuffer packet(int index) {
        return packets.get(index);
    }

    /** As in RFC 6464: 0 is the loudest, 127 is silence. */
    int level(int index) {
        return levelsDbov.get(index);
    }

    private static int fill(
            UnsafeBuffer pcm, int samples, @Nullable SpokenWords words, Random room) {
        double power = 1;
        for (int i = 0; i < samples; i++) {
            double sample = ROOM * room.nextGaussian() + (words == null ? 0 : words.next());
            short clipped = (short) Math.clamp(Math.round(sample), -32_768, 32_767);
            pcm.putShort(2 * i, clipped, ByteOrder.LITTLE_ENDIAN);
            power += (double) clipped * clipped / samples;
        }
        double dbov = 10 * Math.log10(power / 32_768 / 32_768);
        return Math.clamp(Math.round(-dbov), 0, 127);
    }
}
