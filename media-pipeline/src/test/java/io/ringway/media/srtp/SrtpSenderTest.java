package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counter;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpSenderTest {

    private static final int SSRC = 0x0BAD_CAFE;
    private static final SrtpKeys KEYS = Sessions.loopKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80);

    private final SrtpCrypto crypto = Sessions.crypto(CryptoProvider.AUTO);
    private final SrtpSender sender = crypto.newSender(KEYS);
    private final UnsafeBuffer out = Sessions.buffer();

    @AfterEach
    void close() {
        sender.close();
        crypto.close();
    }

    @Test
    void shouldNeverSealAnIndexTwice() {
        assertEquals(42, seal(100));
        assertEquals(42, seal(102));
        assertEquals(42, seal(101), "late but new");
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), seal(100));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), seal(101));
        assertEquals(Counter.DROP_SRTP_REPLAY.code(), seal(102));
    }

    @Test
    void shouldCountSrtcpIndexesFromZeroForEachSsrc() {
        for (int number = 0; number < 5; number++) {
            for (int ssrc = SSRC; ssrc < SSRC + 3; ssrc++) {
                byte[] plain = Sessions.rtcp(ssrc, number);
                int length = sender.sealRtcp(Sessions.buffer(plain), 0, plain.length, out, 0);
                assertEquals(32 + sender.rtcpOverhead(), length);
                int word = out.getInt(length - 14, ByteOrder.BIG_ENDIAN);
                assertEquals(SrtpCipher.E_FLAG | number, word);
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNotRtpOrRtcp() {
        UnsafeBuffer plain = Sessions.buffer();
        assertEquals(Counter.DROP_RTP_MALFORMED.code(), sender.sealRtp(plain, 0, 40, out, 0));
        assertEquals(Counter.DROP_RTCP_MALFORMED.code(), sender.sealRtcp(plain, 0, 40, out, 0));
        plain.putBytes(0, Sessions.rtp(SSRC, 1, 20));
        assertEquals(Counter.DROP_RTP_MALFORMED.code(), sender.sealRtp(plain, 0, 11, out, 0));
        assertEquals(Counter.DROP_RTCP_MALFORMED.code(), sender.sealRtcp(plain, 0, 32, out, 0));
    }

    @Test
    void shouldStopAtTheSsrcLimit() {
        for (int ssrc = 0; ssrc < SrtpSettings.DEFAULTS.maxSsrcs(); ssrc++) {
            byte[] plain = Sessions.rtp(ssrc, 1, 20);
            assertEquals(42, sender.sealRtp(Sessions.buffer(plain), 0, plain.length, out, 0));
        }
        assertEquals(Counter.DROP_SSRC_LIMIT.code(), seal(1));
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldAgreeWithTheJavaProviderOnEveryLength(CryptoProvider provider, SrtpProfile profile) {
        SrtpKeys keys = Sessions.loopKeys(profile);
        UnsafeBuffer expected = Sessions.buffer();
        try (SrtpCrypto java = Sessions.crypto(CryptoProvider.JCA);
                SrtpCrypto other = Sessions.crypto(provider);
                SrtpSender reference = java.newSender(keys);
                SrtpSender tested = other.newSender(keys);
                SrtpReceiver receiver = other.newReceiver(keys);
                SrtpReceiver referenceReceiver = java.newReceiver(keys)) {
            for (int payload = 0; payload < 1_400; payload += payload < 300 ? 1 : 37) {
                byte[] plain = Sessions.rtp(SSRC, payload, payload);
                UnsafeBuffer packet = Sessions.buffer(plain);
                int length = reference.sealRtp(packet, 0, plain.length, expected, 0);
                assertEquals(length, tested.sealRtp(packet, 0, plain.length, out, 0));
                byte[] sealed = Sessions.bytes(out, 0, length);
                assertArrayEquals(Sessions.bytes(expected, 0, length), sealed);

                int opened = receiver.openRtp(expected, 0, length, packet, 0);
                assertArrayEquals(plain, Sessions.bytes(packet, 0, opened));
                opened = referenceReceiver.openRtp(Sessions.buffer(sealed), 0, length, packet, 0);
                assertArrayEquals(plain, Sessions.bytes(packet, 0, opened));
            }
        }
    }

    private int seal(int sequence) {
        byte[] plain = Sessions.rtp(SSRC, sequence, 20);
        return sender.sealRtp(Sessions.buffer(plain), 0, plain.length, out, 0);
    }
}
