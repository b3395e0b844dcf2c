package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test vectors of RFC 6716 appendix A.4 and RFC 8251: every packet names the encoder's range. */
class OpusDecoderRfcVectorsTest {

    @ParameterizedTest
    @CsvSource({
        "48000, 2",
        "48000, 1",
        "24000, 2",
        "24000, 1",
        "16000, 2",
        "16000, 1",
        "8000, 2",
        "8000, 1"
    })
    void shouldEndEveryPacketOnTheEncodersFinalRangeWithLibopus(int rateHz, int channels)
            throws IOException {
        assumeTrue(
                LibopusLibrary.lookup().isPresent(),
                "SKIPPED: libopus is missing (apt-get install libopus0)");
        int packets = 0;
        for (Path vector : vectors()) {
            try (LibopusDecoder decoder = new LibopusDecoder(rateHz, channels)) {
                UnsafeBuffer bits = TestSound.offHeap(Files.readAllBytes(vector));
                packets += check(vector, bits, decoder, decoder::finalRange);
            }
        }
        assertTrue(packets > 1_000, "only " + packets + " packets");
    }

    @ParameterizedTest
    @CsvSource({"48000, 2", "16000, 1"})
    void shouldEndEveryPacketOnTheEncodersFinalRangeWithConcentus(int rateHz, int channels)
            throws IOException {
        for (Path vector : vectors()) {
            try (ConcentusDecoder decoder = new ConcentusDecoder(rateHz, channels)) {
                UnsafeBuffer bits = TestSound.offHeap(Files.readAllBytes(vector));
                check(vector, bits, decoder, decoder::finalRange);
            }
        }
    }

    private static int check(
            Path vector, UnsafeBuffer bits, OpusDecoder decoder, IntSupplier finalRange) {
        UnsafeBuffer pcm = TestSound.offHeap(OpusPacket.MAX_SAMPLES_48K * 4);
        int ratio = 48_000 / decoder.rateHz();
        int packet = 0;
        for (int at = 0; at < bits.capacity(); packet++) {
            int length = bits.getInt(at, ByteOrder.BIG_ENDIAN);
            int range = bits.getInt(at + 4, ByteOrder.BIG_ENDIAN);
            at += 8;
            String where = vector.getFileName() + " packet " + packet;
            int room = OpusPacket.MAX_SAMPLES_48K / ratio;
            int samples =
                    length == 0
                            ? decoder.conceal(decoder.rateHz() / 50, pcm, 0)
                            : decoder.decode(bits, at, length, false, pcm, 0, room);
            assertTrue(samples > 0, where + " returned " + samples);
            if (length > 0) {
                assertEquals(OpusPacket.samples48k(bits, at, length) / ratio, samples, where);
                assertEquals(range, finalRange.getAsInt(), where);
            }
            at += length;
        }
        return packet;
    }

    private static List<Path> vectors() throws IOException {
        try (var files = Files.list(Vectors.dir("opus"))) {
            return files.filter(file -> file.toString().endsWith(".bit")).sorted().toList();
        }
    }
}
