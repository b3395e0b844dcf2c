package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.ice.CheckResponder;
import io.ringway.media.ice.ValidatedCheck;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.TransactionId;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to STUN on the media port: checks are verified and answered at once, then told to
 * their leg; responses go to the leg whose request they answer, or to server-reflexive discovery.
 *
 * <p>Thread: the socket's event loop.
 */
public final class StunIngress {

    /** Stands for server-reflexive discovery where transaction ids carry a leg's number. */
    public static final int DISCOVERY_ID = 0;

    private static final int HEADER_BYTES = 20;
    private static final int RESPONSE_CLASS_BIT = 0x01;

    private final MediaSocket socket;
    private final LegDirectory legs;
    private final DiscoveryListener discovery;
    private final CounterBlock counters;
    private final CheckResponder responder;
    private final ValidatedCheck check = new ValidatedCheck();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);
    private boolean answered;

    /** Hears of responses to discovery's own requests; called on the event loop. */
    @FunctionalInterface
    public interface DiscoveryListener {

        /**
         * Takes a response.
         *
         * @param source where it came from
         * @param response the whole message; valid during the call only
         */
        void onResponse(MediaSocket socket, InetSocketAddress source, ByteBuf response);
    }

    public StunIngress(
            MediaSocket socket,
            LegDirectory legs,
            DiscoveryListener discovery,
            CounterBlock loopCounters) {
        this.socket = socket;
        this.legs = legs;
        this.discovery = discovery;
        this.counters = loopCounters;
        this.responder = new CheckResponder(legs.ufrags());
    }

    /**
     * Handles one message.
     *
     * @return the ring something was published to, or null
     */
    @Nullable MediaRing onStun(
            ChannelHandlerContext context, DatagramPacket packet, long arrivalNs) {
        ByteBuf bytes = packet.content();
        if (bytes.readableBytes() < HEADER_BYTES) {
            counters.increment(Counter.DROP_STUN_MALFORMED);
            return null;
        }
        Datagrams.wrap(message, bytes);
        boolean response = (bytes.getByte(bytes.readerIndex()) & RESPONSE_CLASS_BIT) != 0;
        return response
                ? onResponse(packet, arrivalNs)
                : onRequest(context, packet.sender(), arrivalNs);
    }

    /** Sends the answers written since the last flush. */
    void flush(ChannelHandlerContext context) {
        if (answered) {
            answered = false;
            context.flush();
        }
    }

    private @Nullable MediaRing onRequest(
            ChannelHandlerContext context, InetSocketAddress source, long arrivalNs) {
        int length =
                responder.answer(
                        message, 0, message.capacity(), source, socket.path(), answer, check);
        if (length < 0) {
            counters.increment(Counter.ofCode(length));
            return null;
        }
        ByteBuf out = context.alloc().directBuffer(length);
        out.writeBytes(answer.byteArray(), 0, length);
        context.write(new DatagramPacket(out, source), context.voidPromise());
        answered = true;
        counters.increment(Counter.STUN_CHECKS_ANSWERED);
        return check.valid() ? onValidated(source, arrivalNs) : null;
    }

    /**
     * The address becomes a flow only if the leg hears of it: the leg is who ends flows. It does
     * before the shard can say otherwise, as what shards ask of a socket waits for its loop.
     */
    private @Nullable MediaRing onValidated(InetSocketAddress source, long arrivalNs) {
        PacketTarget target = (PacketTarget) check.entry().leg();
        if (!target.ring().publish(check, target, arrivalNs, counters)) {
            return null;
        }
        if (!socket.flows().validate(source, target)) {
            counters.increment(Counter.DROP_FLOW_LIMIT);
        }
        return target.ring();
    }

    private @Nullable MediaRing onResponse(DatagramPacket packet, long arrivalNs) {
        ByteBuf bytes = packet.content();
        int legId = TransactionId.legIdOf(message, 0, legs.transactionSecret());
        if (legId == DISCOVERY_ID) {
            discovery.onResponse(socket, packet.sender(), bytes);
            return null;
        }
        PacketTarget target = legs.find(legId);
        if (target == null) {
            counters.increment(Counter.DROP_STUN_UNKNOWN_TRANSACTION);
            return null;
        }
        target.ring()
                .publish(
                        PacketKind.STUN,
                        target,
                        packet.sender(),
                        socket.path(),
                        bytes,
                        arrivalNs,
                        counters);
        return target.ring();
    }
}
