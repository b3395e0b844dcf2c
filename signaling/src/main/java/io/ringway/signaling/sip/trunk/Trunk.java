package io.ringway.signaling.sip.trunk;

import io.ringway.signaling.sip.auth.Credentials;
import io.ringway.signaling.sip.auth.DigestClient;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One trunk: its settings, which of its servers is used, and how its registration stands.
 *
 * <p>Thread: any; does not block.
 */
public final class Trunk {

    private static final Logger LOG = LoggerFactory.getLogger(Trunk.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 128;
    private static final long SERVER_REST_NS = TimeUnit.SECONDS.toNanos(60);

    /** Longer than a client transaction lives (RFC 3261 §17.1.2.2, Timer F). */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(40);

    private final TrunkSettings settings;
    private final TrunkServers servers;
    private final TrunkRegistration registration;
    private final @Nullable DigestClient digest;
    private List<String> serviceRoute = List.of();
    private long qualifyDueNs;

    Trunk(TrunkSettings settings, long nowNs) {
        this.settings = settings;
        this.servers = new TrunkServers(settings.servers(), SERVER_REST_NS);
        this.registration =
                new TrunkRegistration(
                        settings.register(),
                        settings.expiresS(),
                        ThreadLocalRandom.current(),
                        nowNs);
        this.digest = newDigest();
        this.qualifyDueNs = nowNs;
    }

    public TrunkSettings settings() {
        return settings;
    }

    /** What answers its challenges, for one dialog; null when it has no secret. */
    public @Nullable DigestClient newDigest() {
        Credentials credentials = settings.credentials();
        return credentials == null ? null : new DigestClient(credentials, Trunk::clientNonce);
    }

    private static String clientNonce() {
        return new BigInteger(NONCE_BITS, RANDOM).toString(Character.MAX_RADIX);
    }

    /** The server calls go to now. */
    public synchronized TrunkServer server() {
        return servers.current(System.nanoTime());
    }

    /**
     * Where calls go first: the outbound proxy and the service route of the registration (RFC
     * 3608), as Route headers write them; empty to go to the server itself.
     */
    public synchronized List<String> route() {
        TrunkServer proxy = settings.outboundProxy();
        if (!serviceRoute.isEmpty() || proxy == null) {
            return serviceRoute;
        }
        return List.of("<" + proxy.uri("") + ";lr>");
    }

    /** A call could not be placed: no answer, or 503. Another server is tried next. */
    public void onCallFailed(TrunkServer server) {
        onNoAnswer(new TrunkExchange(this, server, TrunkExchange.Question.ARE_YOU_THERE), "a call");
    }

    public synchronized TrunkStatus status() {
        long nowNs = System.nanoTime();
        TrunkServer server = servers.current(nowNs);
        return new TrunkStatus(
                settings.name(),
                registration.state(),
                registration.reason(),
                Instant.now().minus(Duration.ofNanos(nowNs - registration.sinceNs())),
                server,
                servers.up(server));
    }

    /** Seconds to register for now; 0 when nothing is due. */
    synchronized int takeRegisterDue(long nowNs) {
        if (!registration.due(nowNs)) {
            return 0;
        }
        registration.sent(nowNs, PATIENCE_NS);
        return registration.expiresS();
    }

    /** Whether servers are to be asked now whether they are there. */
    synchronized boolean takeQualifyDue(long nowNs) {
        boolean due = settings.qualifyS() > 0 && qualifyDueNs - nowNs <= 0;
        if (due) {
            qualifyDueNs = nowNs + TimeUnit.SECONDS.toNanos(settings.qualifyS());
        }
        return due;
    }

    /** The registration is to be taken back; whether there is one. */
    synchronized boolean takeOff(long nowNs) {
        boolean registered = registration.state() == RegistrationState.REGISTERED;
        registration.off(nowNs);
        return registered;
    }

    /** Credentials for later requests of the registration. */
    @Nullable DigestClient registrationDigest() {
        return digest;
    }

    /** A final response other than a challenge. */
    void onAnswer(TrunkExchange exchange, Request request, Response response) {
        int status = response.getStatusCode();
        if (status == Response.SERVICE_UNAVAILABLE || status == Response.REQUEST_TIMEOUT) {
            onNoAnswer(exchange, status + " " + response.getReasonPhrase());
            return;
        }
        answered(exchange.server());
        if (exchange.question() == TrunkExchange.Question.REGISTER) {
            onRegisterAnswer(request, response);
        }
    }

    private synchronized void answered(TrunkServer server) {
        if (servers.answered(server)) {
            LOG.info("sip trunk={} server is back server={}", settings.name(), server);
        }
    }

    private synchronized void onRegisterAnswer(Request request, Response response) {
        long nowNs = System.nanoTime();
        RegistrationState before = registration.state();
        int status = response.getStatusCode();
        if (status == Response.INTERVAL_TOO_BRIEF) {
            registration.tooBrief(RegisterAnswer.minExpiresS(response), nowNs);
        } else if (status / 100 == 2) {
            serviceRoute = RegisterAnswer.serviceRoute(response);
            registration.granted(
                    RegisterAnswer.grantedS(response, request, registration.expiresS()), nowNs);
        } else {
            String why = status + " " + response.getReasonPhrase();
            registration.failed(why, RegisterAnswer.retryAfterS(response), nowNs);
        }
        logChange(before);
    }

    /** Challenged, and nothing can be said to it. */
    synchronized void onGivenUp(TrunkExchange exchange, String detail) {
        if (exchange.question() == TrunkExchange.Question.REGISTER) {
            RegistrationState before = registration.state();
            registration.failed(detail, 0, System.nanoTime());
            logChange(before);
        }
    }

    /** No answer, or one of a server that cannot now. */
    synchronized void onNoAnswer(TrunkExchange exchange, String why) {
        long nowNs = System.nanoTime();
        TrunkServer used = servers.current(nowNs);
        if (servers.failed(exchange.server(), nowNs)) {
            LOG.warn(
                    "sip trunk={} server is down server={} reason=\"{}\"",
                    settings.name(),
                    exchange.server(),
                    why);
        }
        TrunkServer next = servers.current(nowNs);
        if (exchange.question() == TrunkExchange.Question.REGISTER || !next.equals(used)) {
            RegistrationState before = registration.state();
            registration.failed(why, 0, nowNs);
            if (!next.equals(used)) {
                registration.retryNow(nowNs);
            }
            logChange(before);
        }
    }

    private void logChange(RegistrationState before) {
        RegistrationState now = registration.state();
        if (now == before) {
            return;
        }
        if (now == RegistrationState.FAILING) {
            LOG.warn(
                    "sip trunk={} registration is failing reason=\"{}\"",
                    settings.name(),
                    registration.reason());
        } else {
            LOG.info("sip trunk={} registration={}", settings.name(), now);
        }
    }
}
