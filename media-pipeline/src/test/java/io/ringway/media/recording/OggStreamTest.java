package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OggStreamTest {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final OggStream stream = new OggStream(Channels.newChannel(file), 0x12345678);

    @Test
    void shouldMatchAKnownChecksum() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0x89A1897F, OggChecksum.of(digits, 0, digits.length));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 254, 255, 256, 509, 510, 511, 64_769, 65_024, 65_025, 65_026, 200_000})
    void shouldCarryPacketsOfAnySize(int length) throws IOException {
        byte[] packet = noise(length, length);
        add(new byte[] {1}, 7);
        add(packet, 99);
        stream.flush(true);
        OggReader reader = OggReader.read(file.toByteArray());
        assertEquals(2, reader.packets.size());
        assertArrayEquals(packet, reader.packets.get(1));
        assertEquals(99, reader.lastGranule());
        assertEquals(OggPage.FIRST, reader.pages.getFirst().flags() & OggPage.FIRST);
        assertEquals(OggPage.LAST, reader.pages.getLast().flags() & OggPage.LAST);
        assertEquals(file.size(), stream.bytesWritten());
    }

    @Test
    void shouldGiveNoGranulePositionToAPageOnWhichNothingEnds() throws IOException {
        add(noise(200_000, 1), 5);
        stream.flush(true);
        OggReader reader = OggReader.read(file.toByteArray());
        assertEquals(4, reader.pages.size());
        for (OggReader.Page page : reader.pages.subList(0, 3)) {
            assertEquals(OggPage.NO_PACKET_ENDS, page.granule());
        }
        assertEquals(5, reader.lastGranule());
    }

    @Test
    void shouldReturnEveryPacketWhateverTheSizesAndFlushes() throws IOException {
        Random random = new Random(5);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] packet = noise(random.nextInt(random.nextInt(50) == 0 ? 90_000 : 600), i);
            packets.add(packet);
            add(packet, i);
            if (random.nextInt(20) == 0) {
                stream.flush(false);
            }
        }
        stream.flush(true);
        OggReader reader = OggReader.read(file.toByteArray());
        assertEquals(packets.size(), reader.packets.size());
        for (int i = 0; i < packets.size(); i++) {
            assertArrayEquals(packets.get(i), reader.packets.get(i), "packet " + i);
        }
    }

    private void add(byte[] packet, long granule) throws IOException {
        stream.packet(new UnsafeBuffer(packet), 0, packet.length, granule);
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
