package io.ringway.signaling.sip.transport;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Answers requests that get no transaction, or counts those that cannot be answered. Thread: any.
 */
final class Refusals {

    private static final int SERVICE_UNAVAILABLE = 503;

    private final CounterBlock counters;
    private final int maxHeaders;

    Refusals(CounterBlock counters, int maxHeaders) {
        this.counters = counters;
        this.maxHeaders = maxHeaders;
    }

    /** Sends an answer back where the request came from, if it can have one. */
    void send(RawMessage request, int status, String reason, SipFlow flow) {
        answer(request, status, reason, flow)
                .ifPresent(answer -> target(request, flow).send(answer, this::onFailure));
    }

    private void onFailure(Throwable cause) {
        counters.incrementShared(Counter.DROP_SIP_SEND_FAILED);
    }

    /** The answer to a head, for a connection that is closed after it. */
    Optional<byte[]> answer(byte[] head, int status, String reason, SipFlow flow) {
        return answer(RawMessage.read(head, maxHeaders), status, reason, flow);
    }

    private Optional<byte[]> answer(RawMessage request, int status, String reason, SipFlow flow) {
        boolean retry = status == SERVICE_UNAVAILABLE;
        byte[] answer =
                request.isResponse()
                        ? null
                        : Refusal.of(request, status, reason, retry, flow.remote());
        counters.incrementShared(
                answer == null ? Counter.DROP_SIP_UNREADABLE : Counter.SIP_REFUSED);
        return Optional.ofNullable(answer);
    }

    private SipFlow target(RawMessage request, SipFlow flow) {
        if (!(flow instanceof DatagramFlow datagram)) {
            return flow;
        }
        InetSocketAddress target = Refusal.target(request, flow.remote());
        return target.equals(flow.remote()) ? flow : datagram.to(target);
    }
}
