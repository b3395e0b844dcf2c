package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ForwardedDurationTest {

    private static final AudioSection SECTION =
            new AudioSection(
                    "0",
                    List.of(
                            new PayloadFormat(63, Codec.RED, 48_000, 2, false),
                            new PayloadFormat(111, Codec.OPUS, 48_000, 2, true),
                            new PayloadFormat(0, Codec.PCMU, 8_000, 1, false),
                            new PayloadFormat(9, Codec.G722, 8_000, 1, false),
                            new PayloadFormat(110, Codec.TELEPHONE_EVENT, 48_000, 1, false)),
                    true,
                    true,
                    List.of(),
                    1,
                    0,
                    0);

    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[512]);

    /** Wideband SILK of 20 ms begins with 48; RED (RFC 2198 §3) has a header a block. */
    @ParameterizedTest
    @CsvSource({
        "111, 480BE4C136EC, 960",
        "111, FF, 0",
        "0, D5D5D5D5D5D5D5D5, 8",
        "9, 0102030405060708090A, 10",
        "110, 01800320, 0",
        "63, 6F480BE4C136EC, 960",
        "63, EF0F00026F480B480BE4C136EC, 960",
        "63, EF, 0",
        "77, 480BE4C136EC, 0"
    })
    void shouldBeThatOfThePayload(int payloadType, String payload, int ticks) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        int length = RtpWriter.writeHeader(packet, 0, false, payloadType, 1, 1, 1);
        packet.putBytes(length, bytes);
        RtpHeader header = new RtpHeader();
        assertEquals(0, header.wrap(packet, 0, length + bytes.length));
        ForwardedDuration duration = new ForwardedDuration();
        duration.setSections(List.of(SECTION));
        assertEquals(ticks, duration.ticks(header, packet));
    }
}
