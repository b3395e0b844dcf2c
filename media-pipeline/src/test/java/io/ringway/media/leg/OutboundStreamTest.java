package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OutboundStreamTest {

    private static final long SECOND_NS = 1_000_000_000;

    private final UnsafeBuffer out = new UnsafeBuffer(new byte[256]);

    /** The RTP time of a sender report, a second after the last packet. */
    @ParameterizedTest
    @CsvSource({"0, 8000", "9, 8000", "111, 48000", "63, 48000"})
    void shouldFollowTheClockOfWhatIsSent(int payloadType, int clockHz) {
        OutboundStream stream = new OutboundStream(section(), 1, 5_000);
        stream.writeOwn(new byte[10], 111, 960, out, 0);
        stream.writeOwn(new byte[10], payloadType, 160, out, SECOND_NS);
        stream.writeOwn(new byte[4], 126, 0, out, SECOND_NS);
        assertEquals(5_000 + 960 + 160 + clockHz, stream.timestampAt(2 * SECOND_NS));
    }

    @ParameterizedTest
    @CsvSource({"0, 8000", "111, 48000"})
    void shouldLearnWhatPayloadTypesAreFromAnotherNegotiation(int payloadType, int clockHz) {
        PayloadFormat before = new PayloadFormat(payloadType, Codec.G722, 8_000, 1, false);
        OutboundStream stream =
                new OutboundStream(
                        new AudioSection("0", List.of(before), true, true, List.of(), 1, 0, 0),
                        1,
                        0);
        stream.setSection(section());
        stream.writeOwn(new byte[10], payloadType, 160, out, 0);
        assertEquals(clockHz, stream.timestampAt(SECOND_NS));
    }

    private static AudioSection section() {
        return new AudioSection(
                "0",
                List.of(
                        new PayloadFormat(63, Codec.RED, 48_000, 2, false),
                        new PayloadFormat(111, Codec.OPUS, 48_000, 2, true),
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false),
                        new PayloadFormat(9, Codec.G722, 8_000, 1, false),
                        new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false)),
                true,
                true,
                List.of(),
                1,
                0,
                0);
    }
}
