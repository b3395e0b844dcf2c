package io.ringway.media.rtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.media.rtp.ExtensionWriter.Form;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class ExtensionWriterTest {

    private static final int OFFSET = 5;
    private static final UnsafeBuffer MID = new UnsafeBuffer("audio".getBytes(US_ASCII));

    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[600]);
    private final RtpHeader header = new RtpHeader();

    @Test
    void shouldWriteTheBytesOfBothForms() {
        assertEquals(24, begin(Form.ONE_BYTE).element(4, MID).audioLevel(1, 5, true).end());
        assertEquals("bede0002" + "44617564696f1085", hex(12));
        assertEquals(28, begin(Form.TWO_BYTE).element(200, MID).audioLevel(1, 127, false).end());
        assertEquals("10000003" + "c805617564696f" + "01017f" + "0000", hex(16));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldWriteWhatIsRead(Form form) {
        for (int midLength = 1; midLength <= 16; midLength++) {
            UnsafeBuffer mid =
                    new UnsafeBuffer("0123456789abcdef".getBytes(US_ASCII), 0, midLength);
            int length = begin(form).audioLevel(1, midLength, true).element(4, mid).end();
            assertEquals(0, length % 4);
            assertEquals(0, header.wrap(packet, OFFSET, length + 3));
            assertEquals(3, header.payloadLength());
            assertEquals(0x80 | midLength, AudioLevel.read(header, 1));
            assertEquals(midLength, header.extensionLength(4));
            int at = header.extensionOffset(4);
            assertEquals(
                    mid.getStringWithoutLengthAscii(0, midLength),
                    packet.getStringWithoutLengthAscii(at, midLength));
            assertEquals(111, header.payloadType());
            assertEquals(0x1234, header.sequence());
        }
    }

    @Test
    void shouldLeaveOutWhatWasNotNegotiated() {
        assertEquals(12, begin(Form.ONE_BYTE).element(0, MID).audioLevel(0, 5, true).end());
        assertEquals(0, header.wrap(packet, OFFSET, 12));
        assertFalse(header.hasExtension());
        assertEquals(20, begin(Form.ONE_BYTE).element(0, MID).audioLevel(2, 5, true).end());
        assertEquals("bede0001" + "20850000", hex(8));
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_BYTE, 15, 1",
        "ONE_BYTE, -1, 1",
        "ONE_BYTE, 1, 0",
        "ONE_BYTE, 1, 17",
        "TWO_BYTE, 256, 1",
        "TWO_BYTE, 1, 256"
    })
    void shouldRefuseWhatTheFormCannotCarry(Form form, int id, int length) {
        ExtensionWriter writer = begin(form);
        UnsafeBuffer data = new UnsafeBuffer(new byte[length]);
        assertThrows(IllegalArgumentException.class, () -> writer.element(id, data));
    }

    private ExtensionWriter begin(Form form) {
        // What was in the buffer before must not shine through as padding or elements.
        Arrays.fill(packet.byteArray(), (byte) 0xA5);
        RtpWriter.writeHeader(packet, OFFSET, false, 111, 0x1234, 960, 7);
        return new ExtensionWriter(form).wrap(packet, OFFSET);
    }

    private String hex(int extensionBytes) {
        int from = OFFSET + RtpHeader.FIXED_LENGTH;
        return HexFormat.of().formatHex(packet.byteArray(), from, from + extensionBytes);
    }
}
