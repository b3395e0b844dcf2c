package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.ice.CheckResponder;
import io.ringway.media.ice.ValidatedCheck;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.TransactionId;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
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
        void onResponse(MediaSocket socket, InetSocketAddress source, DirectBuffer response);
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
            DirectBuffer bytes, int length, InetSocketAddress source, long arrivalNs) {
        if (length < HEADER_BYTES) {
            counters.increment(Counter.DROP_STUN_MALFORMED);
            return null;
        }
        message.wrap(bytes, 0, length);
        boolean response = (bytes.getByte(0) & RESPONSE_CLASS_BIT) != 0;
        return response ? onResponse(source, arrivalNs) : onRequest(source, arrivalNs);
    }

    /** Sends the answers written since the last flush. */
    void flush() {
        if (answered) {
            answered = false;
            socket.flush();
        }
    }

    private @Nullable MediaRing onRequest(InetSocketAddress source, long arrivalNs) {
        int length =
                responder.answer(
                        message, 0, message.capacity(), source, socket.path(), answer, check);
        if (length < 0) {
            counters.increment(Counter.ofCode(length));
            return null;
        }
        socket.send(answer, 0, length, source);
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

    private @Nullable MediaRing onResponse(InetSocketAddress source, long arrivalNs) {
        int legId = TransactionId.legIdOf(message, 0, legs.transactionSecret());
        if (legId == DISCOVERY_ID) {
            discovery.onResponse(socket, source, message);
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
                        source,
                        socket.path(),
                        message,
                        message.capacity(),
                        arrivalNs,
                        counters);
        return target.ring();
    }
}
