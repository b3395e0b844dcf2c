package io.ringway.signaling.sip.trunk;

import io.ringway.signaling.sip.auth.DigestAnswer;
import io.ringway.signaling.sip.auth.DigestClient;
import io.ringway.signaling.sip.transport.SipIdentity;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.trunk.TrunkExchange.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.TimeoutEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All trunks: keeps them registered, asks whether they are there, and knows their calls.
 *
 * <p>The stack's listener hands in {@link #onResponse} and {@link #onTimeout} first, which say
 * whether the event was theirs. Thread: any; only {@link #close} blocks.
 */
public final class Trunks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trunks.class);
    private static final long TICK_MS = 500;
    private static final long REFRESH_TICKS = 120;
    private static final long FAREWELL_MS = 2_000;

    private final Map<String, Trunk> trunks = new LinkedHashMap<>();
    private final Map<String, TrunkRequests> requests = new LinkedHashMap<>();
    private final TrunkSources sources;
    private final SipStack stack;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sip-trunks").factory());
    private volatile CountDownLatch farewells = new CountDownLatch(0);
    private long ticks;

    /**
     * @throws IllegalArgumentException when two share a name
     * @throws IOException when a file of a trunk's TLS is unusable; the message names it
     */
    public Trunks(List<TrunkSettings> settings, SipStack stack) throws IOException {
        this.stack = stack;
        this.sources = new TrunkSources(settings, stack);
        for (TrunkSettings one : settings) {
            if (trunks.put(one.name(), new Trunk(one, System.nanoTime())) != null) {
                throw new IllegalArgumentException("trunk '" + one.name() + "' is there already");
            }
            requests.put(one.name(), new TrunkRequests(stack, one));
            identify(one);
        }
    }

    private void identify(TrunkSettings trunk) throws IOException {
        SipIdentity identity = trunk.identity();
        for (TrunkServer hop : trunk.hops()) {
            if (identity != null && hop.transport().isSecure()) {
                stack.identify(hop.host(), hop.port(), identity);
            }
        }
    }

    /** Begins to register; call when the stack is up. */
    public void start() {
        timer.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** The trunk of that name; null when there is none. */
    public @Nullable Trunk find(String name) {
        return trunks.get(name);
    }

    /** How many places a server is known to be found at (RFC 3263); at least one. */
    public int hops(TrunkServer server) {
        return stack.hops(server.transport(), server.host(), server.port());
    }

    public Set<String> names() {
        return Set.copyOf(trunks.keySet());
    }

    /** How all of them are. */
    public List<TrunkStatus> status() {
        return trunks.values().stream().map(Trunk::status).toList();
    }

    /** Whose call comes from there: {@code trunk:NAME}, or empty when it is nobody's we know. */
    public String recognize(InetAddress source) {
        String name = sources.trunkOf(source);
        return name.isEmpty() ? "" : "trunk:" + name;
    }

    private void tick() {
        try {
            if (ticks++ % REFRESH_TICKS == 0) {
                Thread.ofVirtual().name("sip-trunk-names").start(sources::refresh);
            }
            trunks.values().forEach(this::tick);
        } catch (RuntimeException e) {
            LOG.error("the timer of the trunks failed; going on", e);
        }
    }

    private void tick(Trunk trunk) {
        long nowNs = System.nanoTime();
        int expiresS = trunk.takeRegisterDue(nowNs);
        if (expiresS > 0) {
            ask(new TrunkExchange(trunk, trunk.server(), Question.REGISTER), expiresS);
        }
        if (trunk.takeQualifyDue(nowNs)) {
            for (TrunkServer server : trunk.settings().servers()) {
                ask(new TrunkExchange(trunk, server, Question.ARE_YOU_THERE), 0);
            }
        }
    }

    /** Names may have to be resolved and connections opened, hence a thread. */
    private void ask(TrunkExchange exchange, int expiresS) {
        String name = "sip-trunk-" + exchange.trunk().settings().name();
        Thread.ofVirtual().name(name).start(() -> send(exchange, expiresS));
    }

    private void send(TrunkExchange exchange, int expiresS) {
        TrunkRequests own = requests.get(exchange.trunk().settings().name());
        if (own == null) {
            return;
        }
        try {
            boolean question = exchange.question() == Question.ARE_YOU_THERE;
            Request request =
                    question
                            ? own.options(exchange.server())
                            : own.register(exchange.server(), expiresS);
            DigestClient digest = exchange.trunk().registrationDigest();
            if (digest != null && !question) {
                synchronized (digest) {
                    digest.authorize(request);
                }
            }
            send(exchange, request);
        } catch (SipException
                | ParseException
                | InvalidArgumentException
                | UnknownHostException
                | IllegalArgumentException e) {
            unsent(exchange, e);
        }
    }

    private void send(TrunkExchange exchange, Request request) throws SipException {
        ClientTransaction transaction = stack.provider().getNewClientTransaction(request);
        transaction.setApplicationData(exchange);
        transaction.sendRequest();
    }

    private void unsent(TrunkExchange exchange, Exception cause) {
        String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        exchange.trunk().onNoAnswer(exchange, reason);
        over(exchange);
    }

    /** A response came; whether it was to a request of a trunk. */
    public boolean onResponse(ResponseEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        TrunkExchange exchange = exchange(transaction);
        if (exchange == null) {
            return false;
        }
        Response response = event.getResponse();
        int status = response.getStatusCode();
        if (status < 200) {
            return true;
        }
        boolean challenged =
                status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
        if (challenged && exchange.question() != Question.ARE_YOU_THERE) {
            onChallenge(exchange, transaction.getRequest(), response);
        } else {
            exchange.trunk().onAnswer(exchange, transaction.getRequest(), response);
            over(exchange);
        }
        return true;
    }

    private void onChallenge(TrunkExchange exchange, Request request, Response response) {
        DigestClient digest = exchange.trunk().registrationDigest();
        if (digest == null) {
            givenUp(exchange, "asked for credentials, but has no password");
            return;
        }
        DigestAnswer answer;
        synchronized (digest) {
            answer = digest.answer(response, request);
        }
        switch (answer) {
            case DigestAnswer.GiveUp giveUp -> givenUp(exchange, giveUp.detail());
            case DigestAnswer.Retry retry -> retry(exchange, retry.request());
        }
    }

    private void retry(TrunkExchange exchange, Request request) {
        TrunkRequests own = requests.get(exchange.trunk().settings().name());
        if (own != null) {
            own.sequenceUsed(((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber());
        }
        try {
            send(exchange, request);
        } catch (SipException e) {
            unsent(exchange, e);
        }
    }

    private void givenUp(TrunkExchange exchange, String detail) {
        exchange.trunk().onGivenUp(exchange, detail);
        over(exchange);
    }

    /** Nobody answered; whether it was a request of a trunk. */
    public boolean onTimeout(TimeoutEvent event) {
        TrunkExchange exchange =
                event.isServerTransaction() ? null : exchange(event.getClientTransaction());
        if (exchange == null) {
            return false;
        }
        exchange.trunk().onNoAnswer(exchange, "no answer from " + exchange.server());
        over(exchange);
        return true;
    }

    private static @Nullable TrunkExchange exchange(@Nullable ClientTransaction transaction) {
        return transaction != null && transaction.getApplicationData() instanceof TrunkExchange own
                ? own
                : null;
    }

    private void over(TrunkExchange exchange) {
        if (exchange.question() == Question.UNREGISTER) {
            farewells.countDown();
        }
    }

    /** Takes registrations back, waiting at most two seconds for those who do not answer. */
    @Override
    public void close() {
        timer.shutdownNow();
        List<Trunk> registered =
                trunks.values().stream().filter(trunk -> trunk.takeOff(System.nanoTime())).toList();
        farewells = new CountDownLatch(registered.size());
        for (Trunk trunk : registered) {
            ask(new TrunkExchange(trunk, trunk.server(), Question.UNREGISTER), 0);
        }
        try {
            if (!farewells.await(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("sip trunks did not all answer when registrations were taken back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
