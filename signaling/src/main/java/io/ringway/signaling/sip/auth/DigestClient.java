package io.ringway.signaling.sip.auth;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Answers challenges to our requests (RFC 3261 §22.2, RFC 8760 §2.4), one of these for each
 * registration or dialog. The strongest algorithm wins; a nonce is tried once, and only challenges
 * of the realms the credentials are for are answered. Later requests carry credentials at once.
 *
 * <p>Thread: one at a time.
 */
public final class DigestClient {

    /** A server that finds every nonce stale is broken. */
    private static final int MAX_STALE = 3;

    private record Realm(AuthScope scope, String name) {}

    private final Credentials credentials;
    private final Supplier<String> clientNonces;
    private final Map<Realm, ClientNonce> nonces = new LinkedHashMap<>();

    /**
     * @param clientNonces yields tokens nobody can guess
     */
    public DigestClient(Credentials credentials, Supplier<String> clientNonces) {
        this.credentials = credentials;
        this.clientNonces = clientNonces;
    }

    /** Puts in credentials for what asked before, if anything did. */
    public void authorize(Request request) {
        nonces.values().forEach(ClientNonce::forgetStaleRounds);
        write(request);
    }

    /**
     * What to do about a 401 or 407.
     *
     * @param challenged the request it answers, as it was sent
     */
    public DigestAnswer answer(Response challenge, Request challenged) {
        Map<AuthScope, DigestChallenge> strongest = new EnumMap<>(AuthScope.class);
        List<DigestChallenge> all = DigestChallenge.of(challenge);
        all.stream()
                .filter(one -> credentials.areFor(one.realm()))
                .filter(one -> credentials.know(one.algorithm()))
                .forEach(one -> strongest.merge(one.scope(), one, DigestClient::stronger));
        if (strongest.isEmpty()) {
            return all.isEmpty() ? notUnderstood(challenge) : foreign(all);
        }
        for (DigestChallenge one : strongest.values()) {
            if (!take(one, challenged)) {
                return refused(one);
            }
        }
        return new DigestAnswer.Retry(retry(challenged));
    }

    private static DigestChallenge stronger(DigestChallenge upper, DigestChallenge lower) {
        return lower.algorithm().strength() > upper.algorithm().strength() ? lower : upper;
    }

    /** Whether a challenge may be answered; it then will be. */
    private boolean take(DigestChallenge challenge, Request challenged) {
        Realm realm = new Realm(challenge.scope(), challenge.realm().toLowerCase(Locale.ROOT));
        ClientNonce before = nonces.get(realm);
        int staleRounds = 0;
        if (before != null && before.isIn(challenged)) {
            // A nonce kept from an earlier request may have died of old age, or with the server.
            boolean mayBeStale = challenge.stale() || before.used() > 1;
            boolean another = !before.nonce().equals(challenge.nonce());
            staleRounds = before.staleRounds() + 1;
            if (!mayBeStale || !another || staleRounds > MAX_STALE) {
                nonces.remove(realm);
                return false;
            }
        }
        nonces.put(realm, new ClientNonce(challenge, clientNonces.get(), staleRounds));
        return true;
    }

    private Request retry(Request challenged) {
        Request next = (Request) challenged.clone();
        try {
            CSeqHeader sequence = (CSeqHeader) next.getHeader(CSeqHeader.NAME);
            sequence.setSeqNumber(sequence.getSeqNumber() + 1);
            ViaHeader via = (ViaHeader) next.getHeader(ViaHeader.NAME);
            if (via != null) {
                via.removeParameter("branch");
            }
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException("CSeq cannot be counted up in " + next, e);
        }
        write(next);
        return next;
    }

    private void write(Request request) {
        for (AuthScope scope : AuthScope.values()) {
            request.removeHeader(scope.credentialsHeader());
        }
        nonces.values().forEach(nonce -> request.addHeader(nonce.next(request, credentials)));
    }

    private static DigestAnswer notUnderstood(Response challenge) {
        return new DigestAnswer.GiveUp(
                DigestAnswer.Reason.NOT_UNDERSTOOD,
                challenge.getStatusCode() + " without a digest challenge that is known here");
    }

    private DigestAnswer foreign(List<DigestChallenge> challenges) {
        String asked =
                challenges.stream()
                        .map(DigestChallenge::realm)
                        .distinct()
                        .collect(Collectors.joining("', '", "'", "'"));
        return new DigestAnswer.GiveUp(
                DigestAnswer.Reason.FOREIGN_REALM,
                "asked for credentials of realm %s, but has them for %s"
                        .formatted(asked, credentials.realms()));
    }

    private DigestAnswer refused(DigestChallenge challenge) {
        return new DigestAnswer.GiveUp(
                DigestAnswer.Reason.REFUSED,
                "user '%s' or its password is wrong for realm '%s'"
                        .formatted(credentials.username(), challenge.realm()));
    }
}
