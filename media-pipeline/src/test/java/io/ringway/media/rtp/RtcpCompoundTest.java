package io.ringway.media.rtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.media.counters.Counter;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpCompoundTest {

    private static final int MALFORMED = Counter.DROP_RTCP_MALFORMED.code();

    private final RtcpCompound compound = new RtcpCompound();
    private final RecordingHandler handler = new RecordingHandler();

    @Test
    void shouldTellEveryPartInOrder() {
        assertEquals(0, parse(RecordingHandler.compound()));
        assertEquals(
                List.of(
                        "SR 11 123456789abcdef0 4294967295 7 700",
                        "block 11 about 22: 85/256 lost, 1 in all, highest 65537, jitter 0, LSR 0,"
                                + " DLSR 0",
                        "NACK 33: 5 3",
                        "BYE 11",
                        "BYE 44"),
                handler.told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81cd0003000000110000003300050003",
                "81ce00020000001100000033",
                "80c9000100000011",
                "80cb0000",
                "81ca00020000001101016100",
                "80d3000100000011"
            })
    void shouldAcceptReducedSize(String packet) {
        assertEquals(0, parse(HexFormat.of().parseHex(packet)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80c900",
                "80c90001000000",
                "80c90002000000110000",
                "40c9000100000011",
                // a report block announced and not there
                "81c9000100000011",
                "80c8000500000011000000000000000000000000000000000000",
                "82cb000100000011",
                "81cd000100000011",
                // padding that is not the last packet's, not whole words, or too much
                "a0c900020000001100000004" + "80c9000100000011",
                "a0c900020000001100000003",
                "a0c900020000001100000000",
                "a0c90002000000110000000c",
                "a0c900020000001100000008",
                // garbage behind
                "80c900010000001100"
            })
    void shouldTellNothingOfAMalformedCompound(String packet) {
        assertEquals(MALFORMED, parse(HexFormat.of().parseHex(packet)));
        assertEquals(List.of(), handler.told);
    }

    @Test
    void shouldTellNothingWhenOnlyTheLastPacketIsMalformed() {
        byte[] bytes = RecordingHandler.compound();
        bytes[bytes.length - 16] = (byte) 0x9F;
        assertEquals(MALFORMED, parse(bytes));
        assertEquals(List.of(), handler.told);
    }

    @Test
    void shouldIgnorePaddingBehindNacks() {
        String nack = "a1cd0004" + "00000011" + "00000033" + "00050003" + "00000004";
        assertEquals(0, parse(HexFormat.of().parseHex(nack)));
        assertEquals(List.of("NACK 33: 5 3"), handler.told);
    }

    @Test
    void shouldSignExtendCumulativeLoss() {
        String report = "81c9000700000011" + "00000022" + "00ffffff" + "00000000".repeat(4);
        assertEquals(0, parse(HexFormat.of().parseHex(report)));
        assertEquals(
                "block 11 about 22: 0/256 lost, -1 in all, highest 0, jitter 0, LSR 0, DLSR 0",
                handler.told.getFirst());
    }

    @Test
    void shouldWriteByeCompoundsThatParse() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        for (int length = 0; length < 8; length++) {
            UnsafeBuffer cname = new UnsafeBuffer("abcdefgh".getBytes(US_ASCII), 0, length);
            RtcpWriter writer = new RtcpWriter().wrap(buffer, 3);
            int bytes = writer.receiverReport(0x11).cname(0x11, cname).bye(0x11).length();

            assertEquals(8 + 8 + (2 + length + 4) / 4 * 4 + 8, bytes);
            assertEquals(0, compound.parse(buffer, 3, bytes, handler));
        }
        assertEquals("BYE 11", handler.told.getFirst());
    }

    @Test
    void shouldHoldThirtyOneBlocksAndNoMore() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0).receiverReport(0x11);
        ReceptionStatistics statistics =
                new ReceptionStatistics(0x22, 48_000, RtpSettings.DEFAULTS);
        for (int i = 0; i < 31; i++) {
            writer.reportBlock(statistics, 0);
        }
        assertThrows(IllegalStateException.class, () -> writer.reportBlock(statistics, 0));
        assertEquals(0, compound.parse(buffer, 0, writer.length(), handler));
        assertEquals(31, handler.told.size());
    }

    private int parse(byte[] bytes) {
        return compound.parse(new UnsafeBuffer(bytes), 0, bytes.length, handler);
    }
}
