package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.media.counters.Counter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SrtpReceiverTest {

    private static final int SSRC = 0x1234_5678;
    private static final SrtpKeys KEYS = Sessions.loopKeys(SrtpProfile.AEAD_AES_128_GCM);

    private final SrtpCrypto crypto = Sessions.crypto(CryptoProvider.AUTO);
    private final SrtpSender sender = crypto.newSender(KEYS);
    private final SrtpReceiver receiver = crypto.newReceiver(KEYS);
    private final UnsafeBuffer out = Sessions.buffer();

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
        crypto.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldRefuseAReplayAtEveryWrapPoint(int sequence) {
        byte[] sealed = seal(SSRC, sequence);
        assertEquals(32, open(sealed));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), open(sealed));
        assertEquals(32, open(seal(SSRC, (sequence + 1) & 0xFFFF)));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), open(sealed));
    }

    @Test
    void shouldOpenOutOfOrderAroundTheWrap() {
        List<byte[]> sealed = sealRange(0xFFF0, 32);
        for (int i : new int[] {0, 2, 1, 17, 15, 16, 31, 3, 30, 14}) {
            assertEquals(32, open(sealed.get(i)), "packet " + i);
            assertEquals((0xFFF0 + i) & 0xFFFF, out.getShort(2, BIG_ENDIAN) & 0xFFFF);
            assertEquals(Counter.DROP_SRTP_REPLAY.code(), open(sealed.get(i)));
        }
    }

    @Test
    void shouldFollowASenderWhosePacketsBeforeTheWrapAreLost() {
        List<byte[]> sealed = sealRange(0xFFF0, 32);
        assertEquals(32, open(sealed.get(20)), "rollover counter 1 from the first packet on");
        assertEquals(32, open(sealed.get(15)), "the last before the wrap, late");
        assertEquals(32, open(sealed.get(31)));
    }

    @Test
    void shouldRefuseWhatIsOlderThanTheWindow() {
        List<byte[]> sealed = sealRange(0, 600);
        assertEquals(32, open(sealed.get(599)));
        assertEquals(32, open(sealed.get(599 - 511)));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), open(sealed.get(599 - 512)));
    }

    @Test
    void shouldMakeNoStateForForgedPackets() {
        byte[] forged = seal(SSRC, 5);
        forged[forged.length - 1] ^= 1;
        for (int ssrc = 0; ssrc < 100; ssrc++) {
            forged[11] = (byte) ssrc;
            assertEquals(Counter.DROP_SRTP_AUTH.code(), open(forged));
        }
        assertEquals(0, receiver.rtpSsrcs());
        assertEquals(32, open(seal(SSRC, 6)));
        assertEquals(1, receiver.rtpSsrcs());
    }

    @Test
    void shouldNotMoveTheWindowForForgedPackets() {
        assertEquals(32, open(seal(SSRC, 5)));
        byte[] forged = seal(SSRC, 6);
        forged[2] = 0x40;
        assertEquals(Counter.DROP_SRTP_AUTH.code(), open(forged));
        assertEquals(32, open(seal(SSRC, 7)));
        forged[2] = 0;
        assertEquals(32, open(forged), "restored, it is authentic and in the window");
    }

    @Test
    void shouldStopAtTheSsrcLimit() {
        int limit = SrtpSettings.DEFAULTS.maxSsrcs();
        try (SrtpSender second = crypto.newSender(KEYS)) {
            for (int ssrc = 0; ssrc < limit; ssrc++) {
                assertEquals(32, open(seal(ssrc, 1)));
            }
            byte[] plain = Sessions.rtp(limit, 1, 20);
            UnsafeBuffer sealed = Sessions.buffer();
            int length = second.sealRtp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
            assertEquals(
                    Counter.DROP_SSRC_LIMIT.code(), receiver.openRtp(sealed, 0, length, out, 0));
        }
        assertEquals(32, open(seal(3, 2)), "the known ones go on");
    }

    @Test
    void shouldLimitRtcpSourcesToo() {
        int limit = SrtpSettings.DEFAULTS.maxSsrcs();
        try (SrtpSender second = crypto.newSender(KEYS)) {
            for (int ssrc = 0; ssrc <= limit; ssrc++) {
                byte[] sealed = sealRtcp(ssrc < limit ? sender : second, ssrc);
                int expected = ssrc < limit ? 32 : Counter.DROP_SSRC_LIMIT.code();
                assertEquals(expected, openRtcp(sealed));
            }
        }
    }

    @Test
    void shouldRefuseARepeatedRtcpIndex() {
        byte[] first = sealRtcp(sender, SSRC);
        byte[] second = sealRtcp(sender, SSRC);
        assertEquals(32, openRtcp(second));
        assertEquals(32, openRtcp(first));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), openRtcp(first));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), openRtcp(second));
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void shouldNotTakeRtcpKeysForRtp(SrtpProfile profile) {
        SrtpKeys keys = Sessions.loopKeys(profile);
        byte[] plain = Sessions.rtcp(SSRC, 1);
        UnsafeBuffer sealed = Sessions.buffer();
        try (SrtpSender other = crypto.newSender(keys);
                SrtpReceiver opener = crypto.newReceiver(keys)) {
            int length = other.sealRtcp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
            assertEquals(Counter.DROP_SRTP_AUTH.code(), opener.openRtp(sealed, 0, length, out, 0));
        }
    }

    @Test
    void shouldCallWhatIsTooShortOrTooLongMalformed() {
        UnsafeBuffer packet = Sessions.buffer(seal(SSRC, 1));
        for (int length = 0; length < 12 + 16; length++) {
            assertEquals(
                    Counter.DROP_RTP_MALFORMED.code(), receiver.openRtp(packet, 0, length, out, 0));
        }
        UnsafeBuffer large = new UnsafeBuffer(ByteBuffer.allocateDirect(4_096));
        large.putBytes(0, seal(SSRC, 2));
        assertEquals(Counter.DROP_RTP_MALFORMED.code(), receiver.openRtp(large, 0, 2_049, out, 0));
        packet.putBytes(0, sealRtcp(sender, SSRC));
        for (int length = 0; length < 8 + 20; length++) {
            assertEquals(
                    Counter.DROP_RTCP_MALFORMED.code(),
                    receiver.openRtcp(packet, 0, length, out, 0));
        }
    }

    @Test
    void shouldRefuseBuffersThatNativeCodeCannotHave() {
        UnsafeBuffer heap = new UnsafeBuffer(seal(SSRC, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> receiver.openRtp(heap, 0, heap.capacity(), out, 0));
        UnsafeBuffer packet = Sessions.buffer(seal(SSRC, 2));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> receiver.openRtp(packet, 0, 48, out, Sessions.CAPACITY - 10));
    }

    @Test
    void shouldSaySoWhenUsedAfterClose() {
        UnsafeBuffer packet = Sessions.buffer(seal(SSRC, 1));
        try (SrtpCrypto own = Sessions.crypto(CryptoProvider.AUTO)) {
            SrtpReceiver closed = own.newReceiver(KEYS);
            closed.close();
            closed.close();
            if (own.provider() == CryptoProvider.LIBCRYPTO) {
                assertThrows(
                        IllegalStateException.class, () -> closed.openRtp(packet, 0, 48, out, 0));
            }
        }
    }

    @Test
    void shouldOpenThePlaintextAtAnyOffset() {
        byte[] sealed = seal(SSRC, 9);
        UnsafeBuffer packet = Sessions.buffer();
        packet.putBytes(77, sealed);
        assertEquals(32, receiver.openRtp(packet, 77, sealed.length, out, 33));
        assertArrayEquals(Sessions.rtp(SSRC, 9, 20), Sessions.bytes(out, 33, 32));
    }

    private List<byte[]> sealRange(int first, int count) {
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sealed.add(seal(SSRC, (first + i) & 0xFFFF));
        }
        return sealed;
    }

    private byte[] seal(int ssrc, int sequence) {
        byte[] plain = Sessions.rtp(ssrc, sequence, 20);
        UnsafeBuffer sealed = Sessions.buffer();
        int length = sender.sealRtp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
        return Sessions.bytes(sealed, 0, length);
    }

    private static byte[] sealRtcp(SrtpSender sender, int ssrc) {
        byte[] plain = Sessions.rtcp(ssrc, 1);
        UnsafeBuffer sealed = Sessions.buffer();
        int length = sender.sealRtcp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
        return Sessions.bytes(sealed, 0, length);
    }

    private int open(byte[] sealed) {
        return receiver.openRtp(Sessions.buffer(sealed), 0, sealed.length, out, 0);
    }

    private int openRtcp(byte[] sealed) {
        return receiver.openRtcp(Sessions.buffer(sealed), 0, sealed.length, out, 0);
    }
}
