package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.auth.DigestServer;
import io.ringway.signaling.sip.auth.DigestVerdict;
import io.ringway.signaling.sip.transport.SipFlow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.header.RequireHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers REGISTER requests and knows who is where.
 *
 * <p>Thread: any; does not block.
 */
public final class Registrar implements LocationService {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Set<String> KNOWN_OPTIONS = Set.of("path", "outbound");

    private final RegistrarSettings settings;
    private final SipUsers users;
    private final DigestServer digest;
    private final LongSupplier clockNs;
    private final RegisterResponses responses;
    private final Bindings bindings = new Bindings();
    private final Map<RegistrarCounter, LongAdder> counters = new EnumMap<>(RegistrarCounter.class);

    /**
     * @param digest of the scope {@code USER_AGENT}, with the same users
     * @param clockNs monotonic
     */
    public Registrar(
            RegistrarSettings settings, SipUsers users, DigestServer digest, LongSupplier clockNs) {
        this.settings = settings;
        this.users = users;
        this.digest = digest;
        this.clockNs = clockNs;
        this.responses = new RegisterResponses(settings);
        for (RegistrarCounter counter : RegistrarCounter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    /** What to answer to a REGISTER, which is done by then. */
    public Response answer(Request request, RequestSource source) {
        long nowNs = clockNs.getAsLong();
        try {
            requireOurs(request);
            Response unsupported = unsupported(request);
            if (unsupported != null) {
                return unsupported;
            }
            return switch (digest.verify(request, source.remote().getAddress(), nowNs)) {
                case DigestVerdict.Verified verified ->
                        update(request, source, user(request, verified.username()), nowNs);
                case DigestVerdict.Challenge challenge -> {
                    count(RegistrarCounter.CHALLENGED);
                    yield responses.plain(
                            request, challenge.status(), "Unauthorized", challenge.headers());
                }
                case DigestVerdict.Forbidden _ -> throw forbidden("Too Many Wrong Passwords");
            };
        } catch (RegisterException refused) {
            count(refused.counter());
            return responses.refusal(request, refused);
        }
    }

    @Override
    public List<Binding> contacts(String user) {
        return bindings.of(user, clockNs.getAsLong());
    }

    /** A connection is gone, and with it whoever registered by it. */
    public void onFlowClosed(SipFlow flow) {
        int gone = bindings.flowClosed(flow);
        if (gone > 0) {
            LOG.info(
                    "sip registrations gone with their connection flow=\"{}\" count={}",
                    flow,
                    gone);
        }
    }

    /** Everybody who is registered, or was until lately. */
    public List<Binding> all() {
        return bindings.all();
    }

    /** Forgets those that have expired. */
    public void sweep() {
        bindings.expire(clockNs.getAsLong());
    }

    /** How often that happened so far. */
    public long counted(RegistrarCounter counter) {
        return Objects.requireNonNull(counters.get(counter)).sum();
    }

    private void count(RegistrarCounter counter) {
        Objects.requireNonNull(counters.get(counter)).increment();
    }

    /** RFC 3261 §10.3, 1. */
    private void requireOurs(Request request) throws RegisterException {
        boolean ours =
                request.getRequestURI() instanceof SipURI uri
                        && (settings.domains().isEmpty()
                                || settings.domains()
                                        .contains(uri.getHost().toLowerCase(Locale.ROOT)));
        if (!ours) {
            throw notFound("No Such Domain");
        }
    }

    /**
     * RFC 3261 §10.3, 2: extensions that must be understood and are not; null when there is none.
     */
    private @Nullable Response unsupported(Request request) {
        List<Header> unknown = new ArrayList<>();
        ListIterator<?> headers = request.getHeaders(RequireHeader.NAME);
        while (headers != null && headers.hasNext()) {
            String option = ((RequireHeader) headers.next()).getOptionTag();
            if (!KNOWN_OPTIONS.contains(option.toLowerCase(Locale.ROOT))) {
                unknown.add(responses.unsupported(option));
            }
        }
        if (unknown.isEmpty()) {
            return null;
        }
        count(RegistrarCounter.MALFORMED);
        return responses.plain(request, Response.BAD_EXTENSION, "Bad Extension", unknown);
    }

    /** RFC 3261 §10.3, 4 and 5: the address to be registered, which has to be the caller's own. */
    private SipUser user(Request request, String authUser) throws RegisterException {
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        String name = to.getAddress().getURI() instanceof SipURI uri ? uri.getUser() : null;
        SipUser user = name == null ? null : users.find(name);
        if (user != null && user.authUser().equals(authUser)) {
            return user;
        }
        throw user == null ? notFound("No Such User") : forbidden("Not Your Address");
    }

    private Response update(Request request, RequestSource source, SipUser user, long nowNs)
            throws RegisterException {
        RegisterContacts wanted = new RegisterContacts(settings, request, source, nowNs);
        List<Binding> before;
        List<Binding> after;
        do {
            before = bindings.stored(user.name());
            after = wanted.applyTo(before, user.name());
            requireRoom(before, after);
        } while (!wanted.onlyAsks() && !bindings.replace(user.name(), before, after));
        count(wanted.onlyAsks() ? RegistrarCounter.QUERIED : RegistrarCounter.UPDATED);
        if (after.size() != before.size()) {
            LOG.info(
                    "sip registration user={} contacts={} by=\"{}\"",
                    user.name(),
                    after.size(),
                    source.remote());
        }
        return responses.contacts(request, bindings.of(user.name(), nowNs), nowNs);
    }

    private void requireRoom(List<Binding> before, List<Binding> after) throws RegisterException {
        if (after.size() <= before.size()) {
            return;
        }
        if (after.size() > settings.maxContacts()) {
            throw new RegisterException(
                    Response.FORBIDDEN, RegistrarCounter.TOO_MANY, "Too Many Contacts");
        }
        if (bindings.size() + after.size() - before.size() > settings.maxBindings()) {
            throw new RegisterException(
                    Response.SERVICE_UNAVAILABLE, RegistrarCounter.TOO_MANY, "Registrar Full");
        }
    }

    private static RegisterException forbidden(String reason) {
        return new RegisterException(Response.FORBIDDEN, RegistrarCounter.FORBIDDEN, reason);
    }

    private static RegisterException notFound(String reason) {
        return new RegisterException(Response.NOT_FOUND, RegistrarCounter.NOT_FOUND, reason);
    }
}
