package io.ringway.signaling.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A connection, ours or theirs. One that is being opened takes messages already and sends them, in
 * order, when it is open.
 *
 * <p>Thread: any.
 */
final class StreamFlow extends SipFlow {

    /** Those a peer has left unanswered when it closes are among the last ones. */
    private static final int MAX_ASKED = 256;

    private final Future<Channel> ready;
    private final boolean outbound;
    private final Function<byte[], Object> framing;
    private final UnansweredRequests unanswered = new UnansweredRequests();
    private final Deque<String> asked = new ArrayDeque<>();

    private StreamFlow(
            SipTransport transport,
            InetSocketAddress local,
            InetSocketAddress remote,
            Future<Channel> ready,
            boolean outbound,
            Function<byte[], Object> framing) {
        super(transport, local, remote);
        this.ready = ready;
        this.outbound = outbound;
        this.framing = framing;
    }

    /**
     * One we open.
     *
     * @param ready done when messages can be written: connected, TLS and the WebSocket agreed
     */
    static StreamFlow ours(
            SipTransport transport,
            InetSocketAddress local,
            InetSocketAddress remote,
            Future<Channel> ready) {
        Function<byte[], Object> framing =
                transport.isWebSocket() ? WebSocketReader::frame : Unpooled::wrappedBuffer;
        return new StreamFlow(transport, local, remote, ready, true, framing);
    }

    /**
     * One that came in.
     *
     * @param framing makes of a message what is written to the channel
     */
    static StreamFlow theirs(
            SipTransport transport,
            InetSocketAddress local,
            InetSocketAddress remote,
            Future<Channel> ready,
            Function<byte[], Object> framing) {
        return new StreamFlow(transport, local, remote, ready, false, framing);
    }

    /** Its requests that wait for an answer. */
    UnansweredRequests unanswered() {
        return unanswered;
    }

    /** A request of that transaction goes by it. */
    void asks(String transactionId) {
        synchronized (asked) {
            if (asked.size() == MAX_ASKED) {
                asked.removeFirst();
            }
            asked.addLast(transactionId);
        }
    }

    /** Transactions of the last requests that went by it, the earliest first. */
    List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** Whether we opened it: then we keep it alive, and it may be opened anew. */
    boolean outbound() {
        return outbound;
    }

    @Override
    public boolean isOpen() {
        return ready.isSuccess() ? ready.getNow().isActive() : !ready.isDone();
    }

    @Override
    public void close() {
        ready.addListener(
                (Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        done.getNow().close();
                    }
                });
    }

    @Override
    void send(byte[] message, SendFailure failed) {
        if (ready.isSuccess()) {
            write(ready.getNow(), message, failed);
            return;
        }
        ready.addListener(
                (Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        write(done.getNow(), message, failed);
                    } else {
                        failed.onFailure(done.cause());
                    }
                });
    }

    private void write(Channel channel, byte[] message, SendFailure failed) {
        channel.writeAndFlush(framing.apply(message))
                .addListener(
                        done -> {
                            if (!done.isSuccess()) {
                                failed.onFailure(done.cause());
                            }
                        });
        unanswered.sent(message);
    }
}
