package io.ringway.media.engine;

import io.ringway.media.counters.Counter;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunKey;
import io.ringway.media.stun.StunWriter;
import io.ringway.media.stun.TransactionId;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** What a stranger may try on the media port, and which count it has to end in. */
enum Forgery {
    RTP(Counter.DROP_UNVALIDATED_SOURCE),
    RTCP(Counter.DROP_UNVALIDATED_SOURCE),
    DTLS_HELLO(Counter.DROP_DTLS_BEFORE_ICE),
    DTLS_FIRST_BYTE_ONLY(Counter.DROP_DTLS_BEFORE_ICE),
    STUN_WRONG_PASSWORD(Counter.DROP_STUN_INTEGRITY),
    STUN_WITHOUT_FINGERPRINT(Counter.DROP_STUN_INTEGRITY),
    STUN_WITHOUT_USERNAME(Counter.DROP_STUN_INTEGRITY),
    STUN_UNKNOWN_UFRAG(Counter.DROP_STUN_UNKNOWN_UFRAG),
    STUN_RESPONSE(Counter.DROP_STUN_UNKNOWN_TRANSACTION),
    STUN_INDICATION(Counter.DROP_STUN_MALFORMED),
    STUN_CUT_SHORT(Counter.DROP_STUN_MALFORMED),
    ZRTP_OR_TURN(Counter.DROP_UNKNOWN_PACKET),
    ONE_BYTE(Counter.DROP_TRUNCATED);

    private static final int FINGERPRINT_BYTES = 8;
    private static final String WRONG_PASSWORD = "not-the-password-of-that-leg";

    final Counter expected;

    Forgery(Counter expected) {
        this.expected = expected;
    }

    /**
     * @param ufrag a live leg's
     * @param ssrc a live stream's
     */
    byte[] datagram(String ufrag, int ssrc, SplittableRandom random) {
        return switch (this) {
            case RTP -> media(120, 0x80, 111, ssrc, random);
            case RTCP -> media(60, 0x81, 200, ssrc, random);
            case DTLS_HELLO -> hello(random);
            case DTLS_FIRST_BYTE_ONLY -> media(40, 22, 0xFE, ssrc, random);
            case STUN_WRONG_PASSWORD -> check(ufrag + ":peer", random);
            case STUN_WITHOUT_FINGERPRINT -> withoutFingerprint(check(ufrag + ":peer", random));
            case STUN_WITHOUT_USERNAME -> check("", random);
            case STUN_UNKNOWN_UFRAG -> check("nobody" + random.nextInt(1_000) + ":peer", random);
            case STUN_RESPONSE -> typed(0x0101, check(ufrag + ":peer", random));
            case STUN_INDICATION -> typed(0x0011, check(ufrag + ":peer", random));
            case STUN_CUT_SHORT -> Arrays.copyOf(check(ufrag + ":peer", random), 30);
            case ZRTP_OR_TURN -> media(40, 64 + random.nextInt(16), 1, ssrc, random);
            case ONE_BYTE -> new byte[] {(byte) random.nextInt(256)};
        };
    }

    private static byte[] media(int length, int first, int second, int ssrc, SplittableRandom r) {
        byte[] bytes = new byte[length];
        r.nextBytes(bytes);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        bytes[0] = (byte) first;
        bytes[1] = (byte) second;
        buffer.putInt(second >= 192 ? 4 : 8, ssrc, ByteOrder.BIG_ENDIAN);
        return bytes;
    }

    /** A record with the beginning of a ClientHello (RFC 6347 §4.2.2). */
    private static byte[] hello(SplittableRandom random) {
        byte[] bytes = new byte[13 + 12 + 175];
        random.nextBytes(bytes);
        byte[] head =
                HexFormat.of().parseHex("16fefd000000000000000000bb010000af00000000000000affefd");
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private static byte[] check(String username, SplittableRandom random) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[600]);
        int length =
                begin(buffer, username, random)
                        .useCandidate()
                        .finish(StunKey.ofPassword(WRONG_PASSWORD));
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private static StunWriter begin(UnsafeBuffer buffer, String username, SplittableRandom random) {
        StunWriter writer =
                new StunWriter(new StunIntegrity())
                        .beginRequest(
                                buffer, 0, new TransactionId(random.nextInt(), random.nextLong()));
        if (!username.isEmpty()) {
            writer.username(username.getBytes(StandardCharsets.US_ASCII));
        }
        return writer.priority(1_862_270_975).role(true, 5);
    }

    /** What only someone who knows the leg's password can send; it does not nominate. */
    static byte[] genuineCheck(String username, String password, SplittableRandom random) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[600]);
        int length = begin(buffer, username, random).finish(StunKey.ofPassword(password));
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private static byte[] withoutFingerprint(byte[] message) {
        byte[] shorter = Arrays.copyOf(message, message.length - FINGERPRINT_BYTES);
        int length = shorter.length - 20;
        shorter[2] = (byte) (length >> 8);
        shorter[3] = (byte) length;
        return shorter;
    }

    private static byte[] typed(int type, byte[] message) {
        message[0] = (byte) (type >> 8);
        message[1] = (byte) type;
        return message;
    }
}
