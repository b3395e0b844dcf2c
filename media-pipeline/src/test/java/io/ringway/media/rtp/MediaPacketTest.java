package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaPacketTest {

    private static final String FIXED = "90ef8000fffffffedeadbeef";

    private final RtpHeader header = new RtpHeader();

    @ParameterizedTest
    @CsvSource({
        // One-byte form: level 5 with voice, level 127 without, the loudest.
        "bede000110850000, 1, 5, true",
        "bede0001107f0000, 1, 127, false",
        "bede000110800000, 1, 0, true",
        // Behind another element, and in the two-byte form; there it may be empty.
        "bede000220aa108a00000000, 1, 10, true",
        "100000010c010a00, 12, 10, false",
        "100000010c000a00, 12, -1, false",
        // Another id, and none negotiated.
        "bede000110850000, 2, -1, false",
        "bede000110850000, 0, -1, false",
    })
    void shouldReadTheAudioLevel(String extension, int id, int level, boolean voice) {
        MediaPacket packet = wrap(FIXED + extension + "0102", id);
        assertEquals(level, packet.audioLevel());
        assertEquals(voice, packet.voiceBit());
    }

    @Test
    void shouldShowHeaderAndPayload() {
        MediaPacket packet = wrap(FIXED + "bede000110850000" + "0102030405", 1);
        assertEquals(20, packet.payloadOffset());
        assertEquals(5, packet.payloadLength());
        assertEquals(1, packet.buffer().getByte(packet.payloadOffset()));
        assertEquals(0x8000, packet.sequence());
        assertEquals(0xFFFF_FFFEL, packet.rtpTimestamp());
        assertEquals(0x6F, packet.payloadType());
        assertEquals(true, packet.marker());
        assertEquals(77, packet.arrivalNs());
    }

    @Test
    void shouldForgetTheLevelOfThePacketBefore() {
        MediaPacket packet = wrap(FIXED + "bede000110850000" + "01", 1);
        UnsafeBuffer plain = hex("806f0001000003c0deadbeef01");
        assertEquals(0, header.wrap(plain, 0, plain.capacity()));
        packet.wrap(header, plain, 1, 0);
        assertEquals(MediaPacket.LEVEL_UNKNOWN, packet.audioLevel());
        assertEquals(false, packet.voiceBit());
    }

    @Test
    void shouldShowWhatAnotherViewShows() {
        MediaPacket packet = wrap(FIXED + "bede000110850000" + "01", 1).times(3, 4);
        MediaPacket copy = new MediaPacket().wrap(packet);
        assertSame(packet.buffer(), copy.buffer());
        assertEquals(packet.payloadOffset(), copy.payloadOffset());
        assertEquals(5, copy.audioLevel());
        assertEquals(true, copy.voiceBit());
        assertEquals(3, copy.arrivalNs());
        assertEquals(4, copy.heldNs());
    }

    private MediaPacket wrap(String bytes, int levelExtensionId) {
        UnsafeBuffer packet = hex(bytes);
        assertEquals(0, header.wrap(packet, 0, packet.capacity()));
        return new MediaPacket().wrap(header, packet, levelExtensionId, 77);
    }

    private static UnsafeBuffer hex(String bytes) {
        return new UnsafeBuffer(HexFormat.of().parseHex(bytes));
    }
}
