package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suitable packets of the test vectors of RFC 8251, as a stream of their own. */
@Timeout(60)
class SilkDecoderRfcVectorsTest {

    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldDecodeWhatIsSuitedAsLibopusDoes(int rateHz) throws IOException {
        int decoded = 0;
        for (Path vector : vectors()) {
            ByteBuffer bits = ByteBuffer.wrap(Files.readAllBytes(vector));
            try (SilkPair pair = new SilkPair(rateHz)) {
                while (bits.hasRemaining()) {
                    byte[] packet = new byte[bits.getInt()];
                    bits.getInt();
                    bits.get(packet);
                    decoded += packet.length > 0 && pair.decode(packet) > 0 ? 1 : 0;
                }
            }
        }
        assertTrue(decoded > 500, "only " + decoded + " packets");
    }

    private static List<Path> vectors() throws IOException {
        try (var files = Files.list(Vectors.dir("opus"))) {
            return files.filter(file -> file.toString().endsWith(".bit")).sorted().toList();
        }
    }
}
