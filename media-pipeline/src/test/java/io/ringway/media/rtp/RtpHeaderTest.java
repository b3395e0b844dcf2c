package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpHeaderTest {

    private static final int MALFORMED = Counter.DROP_RTP_MALFORMED.code();
    private static final String FIXED = "6f7ffffffffffedeadbeef";

    private final RtpHeader header = new RtpHeader();

    @Test
    void shouldReadAPlainHeader() {
        UnsafeBuffer packet = hex("80ef8000fffffffedeadbeef010203");
        assertEquals(0, header.wrap(packet, 0, 15));
        assertTrue(header.marker());
        assertEquals(0x6F, header.payloadType());
        assertEquals(0x8000, header.sequence());
        assertEquals(0xFFFF_FFFEL, header.timestamp());
        assertEquals(0xDEAD_BEEF, header.ssrc());
        assertEquals(0, header.csrcCount());
        assertFalse(header.hasExtension());
        assertEquals(12, header.headerLength());
        assertEquals(12, header.payloadOffset());
        assertEquals(3, header.payloadLength());
        assertEquals(0, header.paddingLength());
        assertEquals(-1, header.extensionOffset(1));
        assertEquals(-1, header.extensionLength(1));
    }

    @Test
    void shouldReadContributingSources() {
        UnsafeBuffer packet = hex("82" + FIXED + "0000000100000002" + "aa");
        assertEquals(0, header.wrap(packet, 0, 21));
        assertEquals(2, header.csrcCount());
        assertEquals(1, header.csrc(0));
        assertEquals(2, header.csrc(1));
        assertThrows(IndexOutOfBoundsException.class, () -> header.csrc(2));
        assertEquals(20, header.payloadOffset());
    }

    @Test
    void shouldRemovePadding() {
        assertEquals(0, header.wrap(hex("a0" + FIXED + "aabb" + "000003"), 0, 17));
        assertEquals(2, header.payloadLength());
        assertEquals(3, header.paddingLength());
    }

    @Test
    void shouldAllowAPacketOfPaddingOnly() {
        assertEquals(0, header.wrap(hex("a0" + FIXED + "00000004"), 0, 16));
        assertEquals(0, header.payloadLength());
        assertEquals(4, header.paddingLength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a06f7ffffffffffedeadbeef",
                "a06f7ffffffffffedeadbeefaa00",
                "a06f7ffffffffffedeadbeefaa03",
                "006f7ffffffffffedeadbeefaa",
                "c06f7ffffffffffedeadbeefaa",
                "816f7ffffffffffedeadbeefaabbcc",
                "906f7ffffffffffedeadbeefbede",
                "906f7ffffffffffedeadbeefbede0001aabbcc",
                "906f7ffffffffffedeadbeefbedeffffaabbccdd",
                "806f7ffffffffffedeadbe"
            })
    void shouldRefuseLengthsThatDoNotFit(String packet) {
        assertEquals(MALFORMED, header.wrap(hex(packet), 0, packet.length() / 2));
    }

    @Test
    void shouldFindOneByteElements() {
        // id 1 with one byte, padding, id 3 with three, id 14 with sixteen
        String elements = "10a1" + "00" + "32b1b2b3" + "ef" + "c1".repeat(16);
        UnsafeBuffer packet = hex("90" + FIXED + "bede0006" + elements + "dd");
        assertEquals(0, header.wrap(packet, 0, packet.capacity()));
        assertEquals(17, header.extensionOffset(1));
        assertEquals(1, header.extensionLength(1));
        assertEquals(20, header.extensionOffset(3));
        assertEquals(3, header.extensionLength(3));
        assertEquals(16, header.extensionLength(14));
        assertEquals(-1, header.extensionOffset(2));
        assertEquals(-1, header.extensionOffset(0));
        assertEquals(-1, header.extensionOffset(15));
        assertEquals(1, header.payloadLength());
    }

    @Test
    void shouldFindTwoByteElements() {
        String elements = "0100" + "00" + "ff02b1b2" + "0501c1" + "0000";
        UnsafeBuffer packet = hex("90" + FIXED + "100f0003" + elements);
        assertEquals(0, header.wrap(packet, 0, packet.capacity()));
        assertEquals(0, header.extensionLength(1));
        assertEquals(18, header.extensionOffset(1));
        assertEquals(2, header.extensionLength(255));
        assertEquals(21, header.extensionOffset(255));
        assertEquals(1, header.extensionLength(5));
        assertEquals(-1, header.extensionLength(6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an element longer than the extension
                "bede0001" + "11a1a23f",
                "bede0001" + "17a1a2a3",
                "10000001" + "0105a1a2",
                "10000001" + "00000001",
                // id 0 with a length, and id 15, end the search
                "bede0002" + "02a1a2a3" + "32b1b2b3",
                "bede0002" + "f0a10000" + "32b1b2b3",
                // another profile's extension
                "cafe0001" + "32b1b2b3"
            })
    void shouldNotFindElementsInWhatIsMalformed(String extension) {
        UnsafeBuffer packet = hex("90" + FIXED + extension + "dd");
        assertEquals(0, header.wrap(packet, 0, packet.capacity()));
        assertEquals(-1, header.extensionOffset(3));
        assertEquals(-1, header.extensionLength(3));
    }

    @Test
    void shouldReadWhatTheWriterWrote() {
        UnsafeBuffer packet = new UnsafeBuffer(new byte[64]);
        assertEquals(
                RtpHeader.FIXED_LENGTH,
                RtpWriter.writeHeader(packet, 5, true, 111, 0x1_FFFF, 0x1_0000_0001L, -2));
        assertEquals(0, header.wrap(packet, 5, 15));
        assertTrue(header.marker());
        assertEquals(111, header.payloadType());
        assertEquals(0xFFFF, header.sequence());
        assertEquals(1, header.timestamp());
        assertEquals(-2, header.ssrc());
        assertEquals(3, header.payloadLength());
    }

    private static UnsafeBuffer hex(String text) {
        return new UnsafeBuffer(HexFormat.of().parseHex(text));
    }
}
