package io.ringway.signaling.sip.auth;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * Judges the credentials of requests (RFC 3261 §22, RFC 7616, RFC 8760). Keeps nothing of requests
 * without a right password but the failures of sources that were seen to receive challenges.
 *
 * <p>Thread: any; does not block.
 */
public final class DigestServer {

    private static final DigestSecret NOBODY = new DigestSecret.Password("nobody");

    private final DigestSettings settings;
    private final AuthScope scope;
    private final DigestUsers users;
    private final Nonces nonces;
    private final NonceCounts counts;
    private final FailureLimit failures;
    private final Map<DigestCounter, LongAdder> counters = new EnumMap<>(DigestCounter.class);

    /**
     * @param secret what nonces are sealed with: random, at least 32 bytes, of this process only
     */
    public DigestServer(
            DigestSettings settings, AuthScope scope, DigestUsers users, byte[] secret) {
        long lifetimeNs = TimeUnit.MILLISECONDS.toNanos(settings.nonceLifetimeMs());
        this.settings = settings;
        this.scope = scope;
        this.users = users;
        this.nonces = new Nonces(secret, settings.realm(), lifetimeNs);
        this.counts = new NonceCounts(settings.maxNonces(), lifetimeNs);
        this.failures =
                new FailureLimit(
                        settings.maxFailures(),
                        TimeUnit.MILLISECONDS.toNanos(settings.failureWindowMs()),
                        settings.maxFailureSources());
        for (DigestCounter counter : DigestCounter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    /**
     * Judges a request. ACK and CANCEL cannot be challenged (RFC 3261 §22.1); do not ask for them.
     *
     * @param source where the request came from, as seen here
     */
    public DigestVerdict verify(Request request, InetAddress source, long nowNs) {
        if (failures.exceeded(source, nowNs)) {
            counter(DigestCounter.LIMITED).increment();
            return new DigestVerdict.Forbidden();
        }
        List<String> headers = AuthScope.values(request, scope.credentialsHeader());
        DigestCounter worst = DigestCounter.ABSENT;
        for (String header : headers) {
            DigestCredentials credentials = DigestCredentials.parse(header);
            if (credentials == null) {
                worst = DigestCounter.MALFORMED;
            } else if (credentials.realm().equals(settings.realm())) {
                return judge(request, credentials, source, nowNs);
            }
        }
        return challenge(worst, source, nowNs);
    }

    /** How often that happened so far. */
    public long count(DigestCounter counter) {
        return counter(counter).sum();
    }

    private DigestVerdict judge(
            Request request, DigestCredentials credentials, InetAddress source, long nowNs) {
        if (!offered(credentials)) {
            return challenge(DigestCounter.MALFORMED, source, nowNs);
        }
        // Nothing is computed with a nonce that is not good: it would tell right from wrong
        // passwords without being counted.
        if (nonces.check(credentials.nonce(), source, nowNs) != Nonces.Verdict.FRESH) {
            return challenge(DigestCounter.STALE, source, nowNs);
        }
        if (!DigestUri.names(credentials.uri(), request.getRequestURI())) {
            return challenge(DigestCounter.WRONG_URI, source, nowNs);
        }
        if (!proved(request, credentials)) {
            failures.failed(source, nowNs);
            return challenge(DigestCounter.WRONG, source, nowNs);
        }
        if (!counts.use(credentials.nonce(), credentials.nonceCount(), nowNs)) {
            return challenge(DigestCounter.REPLAYED, source, nowNs);
        }
        counter(DigestCounter.VERIFIED).increment();
        return new DigestVerdict.Verified(credentials.username());
    }

    private boolean offered(DigestCredentials credentials) {
        boolean protection = credentials.qop() != Qop.AUTH_INT || settings.integrity();
        return protection && settings.algorithms().contains(credentials.algorithm());
    }

    /** Takes as long for users that do not exist. */
    private boolean proved(Request request, DigestCredentials credentials) {
        DigestSecret secret = users.secret(credentials.username());
        String expected =
                credentials
                        .input(request, settings.realm())
                        .response(credentials.algorithm(), secret == null ? NOBODY : secret);
        boolean equal = expected != null && equal(expected, credentials.response());
        return equal && secret != null;
    }

    private static boolean equal(String expected, String response) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                response.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private DigestVerdict challenge(DigestCounter reason, InetAddress source, long nowNs) {
        counter(reason).increment();
        boolean stale = reason == DigestCounter.STALE || reason == DigestCounter.REPLAYED;
        String nonce = nonces.issue(source, nowNs);
        List<Header> headers = new ArrayList<>();
        for (DigestAlgorithm algorithm : settings.algorithms()) {
            headers.add(header(algorithm, nonce, stale));
        }
        return new DigestVerdict.Challenge(scope.status(), headers);
    }

    private Header header(DigestAlgorithm algorithm, String nonce, boolean stale) {
        String value =
                "Digest realm=\"%s\",nonce=\"%s\",algorithm=%s,qop=\"%s\"%s"
                        .formatted(
                                settings.realm(),
                                nonce,
                                algorithm.token(),
                                settings.integrity() ? "auth,auth-int" : "auth",
                                stale ? ",stale=true" : "");
        return AuthScope.header(scope.challengeHeader(), value);
    }

    private LongAdder counter(DigestCounter counter) {
        return Objects.requireNonNull(counters.get(counter));
    }
}
