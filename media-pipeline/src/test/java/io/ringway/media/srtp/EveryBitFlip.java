package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import org.agrona.concurrent.UnsafeBuffer;

/** Turns each bit of a sealed packet over and asks that it be refused without a trace. */
final class EveryBitFlip {

    private EveryBitFlip() {}

    static void mustBeRefused(CryptoProvider provider, SrtpKeys keys, byte[] sealed, boolean rtcp) {
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpReceiver receiver = crypto.newReceiver(keys)) {
            mustBeRefused(receiver, sealed, rtcp);
        }
    }

    static void mustBeRefused(SrtpReceiver receiver, byte[] sealed, boolean rtcp) {
        UnsafeBuffer packet = Sessions.buffer(sealed);
        UnsafeBuffer out = Sessions.buffer();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte turned = (byte) (sealed[bit / 8] ^ (1 << (bit % 8)));
            packet.putByte(bit / 8, turned);
            int code = open(receiver, packet, sealed.length, out, rtcp);
            assertTrue(code < 0, "bit " + bit + " turned over was accepted");
            Counter reason = Counter.ofCode(code);
            assertTrue(
                    reason == Counter.DROP_SRTP_AUTH
                            || reason == Counter.DROP_RTP_MALFORMED
                            || reason == Counter.DROP_RTCP_MALFORMED,
                    "bit " + bit + ": " + reason);
            mustHoldZeros(out, sealed.length);
            packet.putByte(bit / 8, sealed[bit / 8]);
        }
        assertEquals(0, receiver.rtpSsrcs(), "a refused packet left state");
        assertTrue(open(receiver, packet, sealed.length, out, rtcp) > 0, "the original");
    }

    private static int open(
            SrtpReceiver receiver,
            UnsafeBuffer packet,
            int length,
            UnsafeBuffer out,
            boolean rtcp) {
        return rtcp
                ? receiver.openRtcp(packet, 0, length, out, 0)
                : receiver.openRtp(packet, 0, length, out, 0);
    }

    private static void mustHoldZeros(UnsafeBuffer out, int length) {
        for (int i = 0; i < length; i++) {
            assertEquals(0, out.getByte(i), "unauthentic bytes are left in the output");
        }
    }
}
