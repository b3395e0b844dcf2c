package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PacketTapeTest {

    @TempDir private Path dir;

    @Test
    void shouldGiveEveryCallTheSamePackets() throws Exception {
        try (PacketTape tape = tape(wav(1), Long.MAX_VALUE)) {
            int packets = 0;
            long samples = 0;
            for (OpusFrame each = tape.frame(0); each != null; each = tape.frame(packets)) {
                packets++;
                samples += each.samples48k();
            }
            assertEquals(51, packets);
            assertEquals(samples, tape.length48k());
            assertSame(tape.frame(0), tape.frame(0));
            assertNull(tape.frame(1_000));
        }
    }

    @Test
    void shouldReadNoMoreThanIsWanted() throws Exception {
        try (PacketTape tape = tape(wav(1), 4_800)) {
            assertNotNull(tape.frame(4));
            assertNull(tape.frame(5));
            assertEquals(4_800, tape.length48k());
        }
    }

    @Test
    void shouldStopReadingWhenClosed() throws Exception {
        PacketTape tape = tape(wav(60), Long.MAX_VALUE);
        assertNotNull(tape.frame(0));
        tape.close();
        assertNull(tape.frame(1_000_000));
    }

    @Test
    void shouldPlayUpToTheDamage() throws Exception {
        Path ogg = OggSpeech.encode(wav(3), dir);
        byte[] bytes = Files.readAllBytes(ogg);
        bytes[bytes.length - 10] ^= 1;
        Files.write(ogg, bytes);
        try (PacketTape tape = tape(ogg, Long.MAX_VALUE)) {
            assertNotNull(tape.frame(0));
            CallException failure = assertThrows(CallException.class, () -> tape.frame(10_000));
            assertTrue(
                    failure.getMessage()
                            .matches("cannot play all of .* does not match its checksum"),
                    failure.getMessage());
        }
    }

    @Test
    void shouldRefuseFileWithoutPackets() throws Exception {
        Path ogg = OggSpeech.encode(wav(1), dir);
        byte[] bytes = Files.readAllBytes(ogg);
        int secondPage = indexOf(bytes, 1);
        int thirdPage = indexOf(bytes, secondPage + 1);
        Files.write(ogg, Arrays.copyOf(bytes, thirdPage));
        try (PacketTape tape = tape(ogg, Long.MAX_VALUE)) {
            CallException failure = assertThrows(CallException.class, () -> tape.frame(0));
            assertEquals(ogg + " holds nothing to play", failure.getMessage());
        }
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length - 4; i++) {
            if (bytes[i] == 'O' && bytes[i + 1] == 'g' && bytes[i + 2] == 'g') {
                return i;
            }
        }
        throw new IllegalStateException("no further page");
    }

    private Path wav(double seconds) throws IOException {
        Path file = dir.resolve("tape.wav");
        new WavSamples(16_000, 1, SyntheticSpeech.of(1, 16_000, seconds)).write(file);
        return file;
    }

    private static PacketTape tape(Path file, long limit48k) throws CallException {
        return PacketTape.record(PacketSource.open(file, 32_000), file.toString(), limit48k);
    }
}
