package io.ringway.signaling.sip.trunk;

import io.ringway.signaling.sip.auth.Credentials;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.dialog.RedirectionRule;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.transport.SipIdentity;
import io.ringway.signaling.sip.transport.Subnet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trunk.
 *
 * @param name as rules and logs call it
 * @param servers the preferred first, at least one
 * @param outboundProxy where requests go first, whatever the server; null for none
 * @param register whether to register there, so that its calls find us
 * @param user user part of our address there
 * @param authUser user name in credentials
 * @param secret null when it asks for none
 * @param realm the one realm credentials are for; empty for the domain's and the servers' names
 * @param domain host part of our address there
 * @param callerId which number our calls show
 * @param sources addresses its calls come from; empty for those of its servers
 * @param media how media is offered to it
 * @param qualifyS how often it is asked by OPTIONS whether it is there; 0 for never; seconds
 * @param expiresS how long to register for; seconds
 * @param identity what its servers are shown and must show by TLS; null as all others
 * @param redirections how it is told who redirected a call
 */
public record TrunkSettings(
        String name,
        List<TrunkServer> servers,
        @Nullable TrunkServer outboundProxy,
        boolean register,
        String user,
        String authUser,
        @Nullable DigestSecret secret,
        String realm,
        String domain,
        CallerIdRule callerId,
        List<Subnet> sources,
        SipMediaFactory.Profile media,
        int qualifyS,
        int expiresS,
        @Nullable SipIdentity identity,
        RedirectionRule redirections) {

    public TrunkSettings {
        servers = List.copyOf(servers);
        sources = List.copyOf(sources);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("'" + name + "' is no trunk's name");
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("server is missing; write server=sip:host");
        }
        if (register && user.isEmpty()) {
            throw new IllegalArgumentException("register=true needs user=NAME");
        }
        boolean secure =
                servers.stream().anyMatch(server -> server.transport().isSecure())
                        || (outboundProxy != null && outboundProxy.transport().isSecure());
        if (identity != null && !secure) {
            throw new IllegalArgumentException(
                    "client-certificate and trust are for TLS; write server=sips:HOST");
        }
        if (qualifyS < 0 || expiresS < 30) {
            throw new IllegalArgumentException(
                    "qualify-s must be at least 0 and expires-s at least 30; got %d and %d"
                            .formatted(qualifyS, expiresS));
        }
    }

    /** A trunk whose servers are shown by TLS what all are, and are told of no redirections. */
    public TrunkSettings(
            String name,
            List<TrunkServer> servers,
            @Nullable TrunkServer outboundProxy,
            boolean register,
            String user,
            String authUser,
            @Nullable DigestSecret secret,
            String realm,
            String domain,
            CallerIdRule callerId,
            List<Subnet> sources,
            SipMediaFactory.Profile media,
            int qualifyS,
            int expiresS) {
        this(
                name,
                servers,
                outboundProxy,
                register,
                user,
                authUser,
                secret,
                realm,
                domain,
                callerId,
                sources,
                media,
                qualifyS,
                expiresS,
                null,
                RedirectionRule.OFF);
    }

    /** The same with TLS of its own. */
    public TrunkSettings withIdentity(@Nullable SipIdentity other) {
        return new TrunkSettings(
                name,
                servers,
                outboundProxy,
                register,
                user,
                authUser,
                secret,
                realm,
                domain,
                callerId,
                sources,
                media,
                qualifyS,
                expiresS,
                other,
                redirections);
    }

    /** Whom requests go to at first: the servers, and the outbound proxy if there is one. */
    List<TrunkServer> hops() {
        List<TrunkServer> hops = new ArrayList<>(servers);
        if (outboundProxy != null) {
            hops.add(outboundProxy);
        }
        return hops;
    }

    /** What to prove to it; null when there is no secret. */
    @Nullable Credentials credentials() {
        return secret == null ? null : new Credentials(authUser, secret, realms());
    }

    private Set<String> realms() {
        if (!realm.isEmpty()) {
            return Set.of(realm);
        }
        Set<String> realms = new HashSet<>();
        realms.add(domain);
        servers.forEach(server -> realms.add(server.host()));
        return realms;
    }
}
