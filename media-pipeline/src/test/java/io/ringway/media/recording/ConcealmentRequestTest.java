package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.codec.OpusPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcealmentRequestTest {

    private final ConcealmentRequest request = new ConcealmentRequest();
    private final List<String> packets = new ArrayList<>();
    private long filled48k;

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "4B, 95, '4b04,40,a8', 'RFC 7845 §4.1: 20 ms SILK, four, then 10 ms SILK, then 5 ms CELT'",
        "FC, 95, 'ff04,f4,ec', '20 ms CELT stereo, then shorter'",
        "FC, 20, 'fc', 'one lost packet'",
        "FC, 40, 'fd', 'two'",
        "58, 50, '50,40', '60 ms SILK, then 40 and 10'",
        "78, 30, '78,70', '20 ms hybrid, then 10'"
    })
    void shouldKeepTheLastConfigurationAsLongAsPossible(
            String toc, int gapMs, String expected, String why) throws IOException {
        fill((byte) Integer.parseInt(toc, 16), gapMs * 48L);
        assertEquals(expected, String.join(",", packets), why);
    }

    @Test
    void shouldLastExactlyAsLongAsTheGapForEveryConfiguration() throws IOException {
        for (int config = 0; config < 32; config++) {
            for (long gap = 0; gap <= 60_000; gap += 120) {
                filled48k = 0;
                packets.clear();
                fill((byte) (config << 3), gap);
                assertEquals(gap, filled48k, "config " + config);
            }
        }
    }

    @Test
    void shouldLeaveWhatIsShorterThanTheShortestFrame() throws IOException {
        fill((byte) 0xF8, 120 + 119);
        assertEquals(120, filled48k);
    }

    private void fill(byte toc, long gap48k) throws IOException {
        request.fill(
                toc,
                gap48k,
                (packet, offset, length, samples48k) -> {
                    byte[] bytes = new byte[length];
                    packet.getBytes(offset, bytes);
                    packets.add(HexFormat.of().formatHex(bytes));
                    assertEquals(samples48k, OpusPacket.samples48k(packet, offset, length));
                    assertEquals(
                            (toc & 4) == 0 ? 1 : 2, OpusPacket.channels(packet, offset, length));
                    filled48k += samples48k;
                });
    }
}
