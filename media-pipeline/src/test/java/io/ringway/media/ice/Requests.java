package io.ringway.media.ice;

import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunKey;
import io.ringway.media.stun.StunWriter;
import io.ringway.media.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks as a peer would send them. */
final class Requests {

    static final IceCredentials LOCAL = IceCredentials.create(RandomSource.ofSeed(1));
    static final IceCredentials REMOTE = IceCredentials.create(RandomSource.ofSeed(2));

    private Requests() {}

    static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** A controlling peer's usual check of {@link #LOCAL}. */
    static byte[] check() {
        return check(LOCAL.ufrag() + ":" + REMOTE.ufrag(), LOCAL.pwd(), controlling(5));
    }

    static UnaryOperator<StunWriter> controlling(long tieBreaker) {
        return writer -> writer.priority(1_862_270_975).role(true, tieBreaker);
    }

    static UnaryOperator<StunWriter> controlled(long tieBreaker) {
        return writer -> writer.priority(1_862_270_975).role(false, tieBreaker);
    }

    static byte[] check(String username, String pwd, UnaryOperator<StunWriter> attributes) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[600]);
        StunWriter writer =
                new StunWriter(new StunIntegrity())
                        .beginRequest(buffer, 0, new TransactionId(3, 4))
                        .username(username.getBytes(StandardCharsets.US_ASCII));
        int length = attributes.apply(writer).finish(StunKey.ofPassword(pwd));
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}
