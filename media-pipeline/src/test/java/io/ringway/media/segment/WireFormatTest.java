package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class WireFormatTest {

    private final byte[] bytes = new byte[16];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                0x7F,
                0x80,
                0x3FFF,
                0x4000,
                0x7FFF_FFFFL,
                0x8000_0000L,
                0xFFFF_FFFFL,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                -1
            })
    void shouldWriteVarintsAsGeneratedCodeDoes(long value) throws IOException {
        int end = WireFormat.putVarint(buffer, 0, value);
        assertEquals(CodedOutputStream.computeUInt64SizeNoTag(value), end);
        assertEquals(value, CodedInputStream.newInstance(bytes).readRawVarint64());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, WireFormat.LENGTH_LIMIT - 1})
    void shouldPadLengths(int value) throws IOException {
        WireFormat.putLength(buffer, 0, value);
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        assertEquals(value, in.readRawVarint32());
        assertEquals(WireFormat.LENGTH_BYTES, in.getTotalBytesRead());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x7F, 0x80, 0xFFFF_FFFFL, WireFormat.COUNT_MAX})
    void shouldPadCounts(long value) throws IOException {
        WireFormat.putCount(buffer, 0, value);
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        assertEquals(value, in.readRawVarint64());
        assertEquals(WireFormat.COUNT_BYTES, in.getTotalBytesRead());
    }

    @ParameterizedTest
    @ValueSource(longs = {WireFormat.COUNT_MAX + 1, Long.MAX_VALUE})
    void shouldSaturateCounts(long value) throws IOException {
        WireFormat.putCount(buffer, 0, value);
        long read = CodedInputStream.newInstance(bytes).readRawVarint64();
        assertTrue(read == WireFormat.COUNT_MAX, "read " + read);
    }
}
