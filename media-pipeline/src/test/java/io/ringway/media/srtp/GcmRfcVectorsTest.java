package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.srtp.SrtpVectors.GcmVector;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GcmRfcVectorsTest {

    private static final int RTP_HEADER = 12;

    static Stream<Arguments> vectors() {
        List<GcmVector> vectors = SrtpVectors.rfc7714();
        return Sessions.providers()
                .flatMap(p -> vectors.stream().map(vector -> Arguments.of(p, vector)));
    }

    @Test
    void shouldFindAllEightVectors() {
        assertEquals(8, SrtpVectors.rfc7714().size());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldSealAsInRfc7714(CryptoProvider provider, GcmVector vector) {
        UnsafeBuffer plain = Sessions.buffer(vector.plain());
        UnsafeBuffer out = Sessions.buffer();
        int ssrc = ssrc(vector);
        int clear = clearLength(vector);
        int text = vector.plain().length - clear;
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpCipher cipher = crypto.cipher(true, vector.keys(), 16, true)) {
            if (vector.rtcp()) {
                cipher.sealRtcp(ssrc, indexWord(vector), plain, 0, clear, text, out, 0);
            } else {
                cipher.sealRtp(ssrc, index(vector), plain, 0, clear, text, out, 0);
            }
        }
        assertArrayEquals(vector.sealed(), Sessions.bytes(out, 0, vector.sealed().length));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldOpenAsInRfc7714(CryptoProvider provider, GcmVector vector) {
        UnsafeBuffer out = Sessions.buffer();
        assertTrue(openCipher(provider, vector, vector.sealed(), out));
        assertArrayEquals(vector.plain(), Sessions.bytes(out, 0, vector.plain().length));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseEverySingleBitFlip(CryptoProvider provider, GcmVector vector) {
        boolean throughReceiver = vector.rtcp() || vector.encrypted();
        if (throughReceiver) {
            SrtpSettings settings = Sessions.settings(provider);
            try (SrtpCrypto crypto = SrtpCrypto.open(settings);
                    SrtpReceiver receiver =
                            new SrtpReceiver(
                                    settings,
                                    crypto.cipher(true, vector.keys(), 16, false),
                                    crypto.cipher(true, vector.keys(), 16, false))) {
                EveryBitFlip.mustBeRefused(receiver, vector.sealed(), vector.rtcp());
            }
            return;
        }
        UnsafeBuffer out = Sessions.buffer();
        for (int bit = 0; bit < 8 * vector.sealed().length; bit++) {
            byte[] turned = vector.sealed().clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            assertTrue(!openCipher(provider, vector, turned, out), "bit " + bit);
        }
    }

    private static boolean openCipher(
            CryptoProvider provider, GcmVector vector, byte[] sealed, UnsafeBuffer out) {
        UnsafeBuffer packet = Sessions.buffer(sealed);
        int ssrc = ssrc(vector);
        int clear = clearLength(vector);
        int text = vector.plain().length - clear;
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpCipher cipher = crypto.cipher(true, vector.keys(), 16, false)) {
            return vector.rtcp()
                    ? cipher.openRtcp(ssrc, indexWord(vector), packet, 0, clear, text, out, 0)
                    : cipher.openRtp(ssrc, index(vector), packet, 0, clear, text, out, 0);
        }
    }

    private static int ssrc(GcmVector vector) {
        return ByteBuffer.wrap(vector.plain()).getInt(vector.rtcp() ? 4 : 8);
    }

    private static long index(GcmVector vector) {
        int sequence = ByteBuffer.wrap(vector.plain()).getShort(2) & 0xFFFF;
        return (vector.rolloverOrIndex() << 16) | sequence;
    }

    private static int indexWord(GcmVector vector) {
        return (int) vector.rolloverOrIndex() | (vector.encrypted() ? SrtpCipher.E_FLAG : 0);
    }

    private static int clearLength(GcmVector vector) {
        if (!vector.encrypted()) {
            return vector.plain().length;
        }
        return vector.rtcp() ? RtcpFraming.CLEAR_LENGTH : RTP_HEADER;
    }
}
