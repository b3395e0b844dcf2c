package io.ringway.signaling.sip.transport;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;

/**
 * Where all messages come in, whatever carried them: on an event loop, whole, not yet looked at.
 * They go on to the worker of their Call-ID, so that those of one call keep their order.
 *
 * <p>Thread: any; does not block.
 */
final class Intake {

    /** How many requests a second of one source are told that there are too many. */
    private static final int APOLOGIES = 20;

    private static final int SERVICE_UNAVAILABLE = 503;

    private final Workers workers;
    private final Delivery delivery;
    private final Refusals refusals;
    private final SourceRates apologies = new SourceRates(APOLOGIES, APOLOGIES);
    private final int maxHeaders;
    private final SourceRates rates;
    private final int maxMessageBytes;
    private final CounterBlock counters;
    private final MessageTap tap;

    Intake(
            Workers workers,
            Delivery delivery,
            Refusals refusals,
            SipLimits limits,
            CounterBlock counters,
            MessageTap tap) {
        this.refusals = refusals;
        this.maxHeaders = limits.maxHeaders();
        this.rates = new SourceRates(limits.messagesPerSecond(), limits.messageBurst());
        this.maxMessageBytes = limits.maxMessageBytes();
        this.workers = workers;
        this.delivery = delivery;
        this.counters = counters;
        this.tap = tap;
    }

    void onMessage(byte[] message, SipFlow flow) {
        counters.incrementShared(Counter.SIP_RX_MESSAGES);
        if (message.length > maxMessageBytes) {
            counters.incrementShared(Counter.DROP_SIP_OVERSIZE);
            return;
        }
        if (!rates.tryTake(flow.remote().getAddress(), System.nanoTime())) {
            counters.incrementShared(Counter.DROP_SIP_RATE);
            return;
        }
        tap.onReceived(message, flow);
        int key = CallIdHash.of(message);
        if (!workers.offer(key, () -> delivery.deliver(message, flow))) {
            counters.incrementShared(Counter.DROP_SIP_OVERLOAD);
            apologize(message, flow);
        }
    }

    /** Says 503 at once, on this thread: as often as that costs little, else nothing. */
    private void apologize(byte[] message, SipFlow flow) {
        if (apologies.tryTake(flow.remote().getAddress(), System.nanoTime())) {
            RawMessage request = RawMessage.read(message, maxHeaders);
            refusals.send(request, SERVICE_UNAVAILABLE, "Service Unavailable", flow);
        }
    }
}
