package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds, reading it ends, and the only failure is an {@link IOException}. */
@Timeout(60)
class OpusFileReaderFuzzTest {

    private static final long SEED = 42;
    private static final int ROUNDS = 20_000;

    @Test
    void shouldEndWithPacketsOrAnError() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] file = sample();
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(file, random);
            // Half of them get past the checksums.
            if (random.nextBoolean()) {
                restoreChecksums(mutated);
            }
            try (OpusFileReader reader = OpusFileReader.of(new ByteArrayInputStream(mutated))) {
                int packets = 0;
                while (reader.next()) {
                    packets++;
                    assertTrue(reader.samples48k() > 0);
                }
                assertTrue(packets <= mutated.length, "seed " + SEED + " round " + round);
            } catch (IOException e) {
                failures++;
            }
        }
        assertTrue(failures > ROUNDS / 20 && failures < ROUNDS, failures + " failed");
    }

    private static byte[] sample() {
        return new OggBytes()
                .headers(7, 2, 312)
                .page(0, 7, 1_920, OggBytes.packet(1), OggBytes.packet(2))
                .page(0, 7, 2_880, new byte[300])
                .page(OggPage.LAST, 7, 3_800, OggBytes.packet(3))
                .toBytes();
    }

    private static byte[] mutate(byte[] file, SplittableRandom random) {
        byte[] mutated = file.clone();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0
                ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
                : mutated;
    }

    private static void restoreChecksums(byte[] file) {
        ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = 0;
        while (start + 27 <= file.length) {
            int segments = file[start + 26] & 0xFF;
            int length = 27 + segments;
            for (int i = 0; i < segments && start + 27 + i < file.length; i++) {
                length += file[start + 27 + i] & 0xFF;
            }
            if (start + length > file.length) {
                return;
            }
            fields.putInt(start + 22, 0);
            fields.putInt(start + 22, OggChecksum.of(file, start, length));
            start += length;
        }
    }
}
