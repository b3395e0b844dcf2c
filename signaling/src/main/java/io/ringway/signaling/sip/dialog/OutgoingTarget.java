package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import io.ringway.signaling.sip.transport.SipFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where somebody may be reached.
 *
 * @param uri the Request-URI
 * @param routes URIs of proxies on the way, the nearest first; each with {@code lr}
 * @param flow what a registration came by; null when the URIs say where to send
 * @param profile how media is offered there
 * @param from our address there, such as {@code sip:4930123@trunk.example}; null for one made of
 *     the caller's number and our own address
 * @param assertIdentity whether the caller may be told by P-Asserted-Identity (RFC 3325)
 * @param redirections how it is told who redirected the call
 * @param authenticator answers challenges; new for each call
 */
public record OutgoingTarget(
        String uri,
        List<String> routes,
        @Nullable SipFlow flow,
        Profile profile,
        @Nullable String from,
        boolean assertIdentity,
        RedirectionRule redirections,
        Authenticator authenticator) {

    public OutgoingTarget {
        routes = List.copyOf(routes);
    }

    /** Somebody who is not told who redirected the call. */
    public OutgoingTarget(
            String uri,
            List<String> routes,
            @Nullable SipFlow flow,
            Profile profile,
            @Nullable String from,
            boolean assertIdentity,
            Authenticator authenticator) {
        this(uri, routes, flow, profile, from, assertIdentity, RedirectionRule.OFF, authenticator);
    }

    /** A URI and nothing else. */
    public static OutgoingTarget of(String uri, Profile profile) {
        return new OutgoingTarget(uri, List.of(), null, profile, null, false, Authenticator.NONE);
    }
}
