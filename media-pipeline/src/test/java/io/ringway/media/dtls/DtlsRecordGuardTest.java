package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsRecordGuardTest {

    private static final int MAX = 32_768;
    private static final int MALFORMED = Counter.DROP_DTLS_MALFORMED.code();
    private static final int OVERSIZE = Counter.DROP_DTLS_OVERSIZE.code();

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23})
    void shouldPassSealedRecordsOfTypesWeSpeak(int type) {
        assertEquals(DtlsRecordGuard.OK, check(record(type, 1, new byte[24])));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 24, 25, 26, 32, 63, 127, 255})
    void shouldRefuseOtherTypes(int type) {
        assertEquals(MALFORMED, check(record(type, 1, new byte[24])));
    }

    @Test
    void shouldRefuseOtherVersions() {
        byte[] tls = record(22, 0, fragment(100, 0, 100));
        tls[1] = 3;
        tls[2] = 3;
        assertEquals(MALFORMED, check(tls));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, 100",
        "100, 0, 0",
        "0, 0, 0",
        "1413, 1175, 238",
        "32768, 32667, 101",
        "100, 100, 0"
    })
    void shouldPassFragmentsWithinTheirMessage(int message, int offset, int length) {
        assertEquals(DtlsRecordGuard.OK, check(record(22, 0, fragment(message, offset, length))));
    }

    @ParameterizedTest
    @CsvSource({"100, 0, 101", "100, 1, 100", "100, 16777215, 1", "0, 0, 1"})
    void shouldRefuseFragmentsBeyondTheirMessage(int message, int offset, int length) {
        assertEquals(MALFORMED, check(record(22, 0, fragment(message, offset, length))));
    }

    @ParameterizedTest
    @ValueSource(ints = {32_769, 65_536, 16_777_215})
    void shouldRefuseMessagesDeclaredTooLarge(int message) {
        assertEquals(OVERSIZE, check(record(22, 0, fragment(message, 0, 10))));
        byte[] second = join(fragment(10, 0, 10), fragment(message, 0, 10));
        assertEquals(OVERSIZE, check(record(22, 0, second)));
        byte[] twoRecords =
                join(record(22, 0, fragment(10, 0, 10)), record(22, 0, fragment(message, 0, 10)));
        assertEquals(OVERSIZE, check(twoRecords));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] whole = record(22, 0, fragment(40, 0, 40));
        for (int length = 0; length < whole.length; length++) {
            assertEquals(MALFORMED, DtlsRecordGuard.check(whole, length, MAX), "length " + length);
        }
        byte[] padded = join(whole, new byte[1]);
        assertEquals(MALFORMED, check(padded));
    }

    @Test
    void shouldRefuseEmptyAndTooShortBodies() {
        assertEquals(MALFORMED, check(record(21, 0, new byte[0])));
        assertEquals(MALFORMED, check(record(22, 0, new byte[11])));
        assertEquals(MALFORMED, check(record(23, 1, new byte[23])));
    }

    @Test
    void shouldDecideAboutAnyBytesWithinTheirLength() {
        Random random = new Random(7);
        byte[] seed = join(record(22, 0, fragment(300, 0, 300)), record(20, 0, new byte[] {1}));
        for (int round = 0; round < 200_000; round++) {
            byte[] mutant = seed.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                mutant[random.nextInt(round % 2 == 0 ? 30 : mutant.length)] =
                        (byte) random.nextInt(256);
            }
            int length = random.nextInt(mutant.length + 1);
            int verdict = DtlsRecordGuard.check(mutant, length, MAX);
            boolean known =
                    verdict == DtlsRecordGuard.OK || verdict == MALFORMED || verdict == OVERSIZE;
            assertEquals(true, known, "round " + round);
        }
    }

    private static int check(byte[] datagram) {
        return DtlsRecordGuard.check(datagram, datagram.length, MAX);
    }

    private static byte[] record(int type, int epoch, byte[] body) {
        return ByteBuffer.allocate(DtlsRecordGuard.RECORD_HEADER_BYTES + body.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .put(new byte[6])
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    /** A ClientHello fragment; its body is as long as it says, up to 1,400 bytes. */
    private static byte[] fragment(int messageBytes, int offset, int lengthBytes) {
        return ByteBuffer.allocate(DtlsRecordGuard.MESSAGE_HEADER_BYTES + lengthBytes)
                .putInt(1 << 24 | messageBytes)
                .putShort((short) 0)
                .put((byte) (offset >> 16))
                .putShort((short) offset)
                .put((byte) (lengthBytes >> 16))
                .putShort((short) lengthBytes)
                .array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
