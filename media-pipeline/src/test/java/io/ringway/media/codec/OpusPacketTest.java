package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusPacketTest {

    @ParameterizedTest(name = "config {0}")
    @CsvSource({
        "0, 480, 0, 8000", "1, 960, 0, 8000", "2, 1920, 0, 8000", "3, 2880, 0, 8000",
        "4, 480, 0, 12000", "7, 2880, 0, 12000", "8, 480, 0, 16000", "11, 2880, 0, 16000",
        "12, 480, 1, 24000", "13, 960, 1, 24000", "14, 480, 1, 48000", "15, 960, 1, 48000",
        "16, 120, 2, 8000", "17, 240, 2, 8000", "18, 480, 2, 8000", "19, 960, 2, 8000",
        "20, 120, 2, 16000", "23, 960, 2, 16000", "24, 120, 2, 24000", "27, 960, 2, 24000",
        "28, 120, 2, 48000", "31, 960, 2, 48000"
    })
    void shouldReadEveryConfiguration(int config, int samples, int mode, int bandwidthHz) {
        for (int stereo = 0; stereo <= 1; stereo++) {
            UnsafeBuffer packet =
                    new UnsafeBuffer(new byte[] {9, (byte) (config << 3 | stereo << 2), 1, 2, 3});
            assertEquals(samples, OpusPacket.samples48k(packet, 1, 4));
            assertEquals(1, OpusPacket.frameCount(packet, 1, 4));
            assertEquals(1 + stereo, OpusPacket.channels(packet, 1, 4));
            assertEquals(mode, OpusPacket.mode(packet, 1, 4));
            assertEquals(bandwidthHz, OpusPacket.bandwidthHz(packet, 1, 4));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "FC, 1",
        "FD, 2",
        "FD0102, 2",
        "FE00, 2",
        "FE01AA, 2",
        "FEFC00" + ", -1",
        "FF01, 1",
        "FF030A0B0C, 3",
        "FF06, 6",
        "FF43020A0B0C0000, 3",
        "FF830101AABBCC, 3",
        "FFC30000000A, 3",
        "FF8200, 2",
        "FF41FF" + "00, -1"
    })
    void shouldCountFrames(String hex, int frames) {
        int expected = frames < 0 ? OpusPacket.MALFORMED : frames;
        assertEquals(expected, frameCount(hex));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "", // no TOC (R1)
                "FD01", // two frames of unequal size (R3)
                "FE", // no length (R4)
                "FEFC", // half a length
                "FE05AABB", // first frame longer than the packet
                "FF", // no frame count (R5)
                "FF00", // no frames
                "FF07", // 140 ms
                "1F03", // 180 ms
                "FF030A0B", // not a multiple (R6)
                "FF41", // no padding length
                "FF4101", // padding longer than the packet
                "FF42FF", // padding length unfinished
                "FF82", // no length (R7)
                "FF8305", // lengths missing
                "FF830502AABB" // frames longer than the packet
            })
    void shouldRefuseMalformed(String hex) {
        assertEquals(OpusPacket.MALFORMED, frameCount(hex));
    }

    @Test
    void shouldRefuseFramesThatAreTooLong() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[3_000]);
        buffer.putByte(0, (byte) 0xFC);
        assertEquals(1, OpusPacket.frameCount(buffer, 0, 1_276));
        assertEquals(OpusPacket.MALFORMED, OpusPacket.frameCount(buffer, 0, 1_277));
        buffer.putByte(0, (byte) 0xFD);
        assertEquals(2, OpusPacket.frameCount(buffer, 0, 2_551));
        assertEquals(OpusPacket.MALFORMED, OpusPacket.frameCount(buffer, 0, 2_553));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "04", "05", "06", "12"})
    void shouldTimeEveryPacketOfTheTestVectors(String number) throws IOException {
        Path file = Vectors.dir("opus").resolve("testvector" + number + ".bit");
        int packets = 0;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (in.available() > 0) {
                byte[] packet = new byte[in.readInt()];
                in.readInt();
                in.readFully(packet);
                int samples = OpusPacket.samples48k(new UnsafeBuffer(packet), 0, packet.length);
                assertTrue(samples >= 120 && samples <= 5_760, "packet " + packets);
                packets++;
            }
        }
        assertTrue(packets > 500);
    }

    private static int frameCount(String hex) {
        byte[] packet = HexFormat.of().parseHex(hex);
        return OpusPacket.frameCount(new UnsafeBuffer(packet), 0, packet.length);
    }
}
