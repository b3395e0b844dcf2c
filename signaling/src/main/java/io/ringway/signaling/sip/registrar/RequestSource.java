package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.transport.SipFlow;
import io.ringway.signaling.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param remote the address it was sent from, as seen here
 * @param flow what it came by; null when nothing can be sent back that way
 */
public record RequestSource(
        InetSocketAddress remote, SipTransport transport, @Nullable SipFlow flow) {

    public static RequestSource of(SipFlow flow) {
        return new RequestSource(flow.remote(), flow.transport(), flow);
    }
}
