package io.ringway.signaling.call;

import io.ringway.media.MediaEngine;
import io.ringway.signaling.call.machine.CallCommand;
import io.ringway.signaling.call.machine.CallEvent;
import io.ringway.signaling.session.SessionManagerClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call of this process, whatever protocols its legs speak. Thread: any; nothing blocks but
 * {@link #close}.
 */
public final class Calls implements IncomingCalls, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final CallContext context;
    private final CallCounters counters = new CallCounters();
    private final List<Consumer<CallReport>> listeners = new CopyOnWriteArrayList<>();
    // Bounded by max-calls, and by max-calls times max-legs.
    private final ConcurrentHashMap<String, CallRunner> calls = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CallRunner> legs = new ConcurrentHashMap<>();
    private final Object room = new Object();
    private volatile boolean draining;

    /**
     * @param manager told about the legs' sessions; closed by its owner
     * @param engine bridges them
     * @param dialer calls parties
     * @param directory knows which of our calls a transfer is about
     */
    public Calls(
            CallSettings settings,
            SessionManagerClient manager,
            MediaEngine engine,
            CallRouter router,
            LegDialer dialer,
            CallDirectory directory,
            Sounds sounds) {
        this.context =
                new CallContext(
                        settings,
                        manager,
                        engine,
                        router,
                        dialer,
                        directory,
                        sounds,
                        new CallClock(),
                        new Register());
    }

    @Override
    public LegObserver onCall(CallLeg leg, CallParties parties) {
        CallRunner call = admit();
        if (call == null) {
            return refused(leg, new Cause(Cause.Kind.OVERLOAD, "too many calls"));
        }
        LOG.info(
                "call begun call={} leg={} from={} to={} via={}",
                call.callId(),
                leg.id(),
                parties.caller(),
                parties.called(),
                parties.via());
        return call.begin(leg, new CallEvent.Offered(leg.id(), parties, leg.hasOwnSession()));
    }

    @Override
    public LegObserver onReplacement(CallLeg leg, CallParties parties, String replacedLegId) {
        CallRunner call = legs.get(replacedLegId);
        if (call == null) {
            return refused(leg, new Cause(Cause.Kind.NOT_FOUND, "no such call to be replaced"));
        }
        LOG.info("leg offered call={} leg={} replaces={}", call.callId(), leg.id(), replacedLegId);
        return call.begin(
                leg,
                new CallEvent.ReplacementOffered(
                        leg.id(), parties, leg.hasOwnSession(), replacedLegId));
    }

    /**
     * Calls somebody and, when there, treats it as if it had called.
     *
     * @param parties whom it then calls, and as whom
     * @return the call's id; empty when there is no room for another
     */
    public Optional<String> originate(DialTarget first, CallParties parties) {
        CallRunner call = admit();
        if (call == null) {
            return Optional.empty();
        }
        LOG.info("call begun call={} first={} to={}", call.callId(), first, parties.called());
        int ringMs = context.settings().rules().ringMs();
        call.post(new CallEvent.Originated(first, parties, ringMs));
        return Optional.of(call.callId());
    }

    /** Asks something of a call; false when there is none of that id. */
    public boolean command(String callId, CallCommand command) {
        CallRunner call = calls.get(callId);
        if (call != null) {
            call.post(new CallEvent.Commanded(command));
        }
        return call != null;
    }

    /**
     * Connects a leg with somebody else, as its speech service wants it to.
     *
     * @param sessionId the leg
     * @return false when no call has such a leg
     */
    public boolean transfer(String sessionId, TransferTarget target) {
        return onLegsCall(sessionId, new CallCommand.Connect(sessionId, target, "service"));
    }

    /** Ends the call of a leg; false when there is none. */
    public boolean hangUp(String sessionId, Cause cause) {
        return onLegsCall(sessionId, new CallCommand.HangUp(cause));
    }

    private boolean onLegsCall(String sessionId, CallCommand command) {
        CallRunner call = legs.get(sessionId);
        if (call != null) {
            call.post(new CallEvent.Commanded(command));
        }
        return call != null;
    }

    /** Every call that has not ended, as of now. */
    public List<CallReport> all() {
        return calls.values().stream().map(CallRunner::report).toList();
    }

    /** A call that has not ended. */
    public Optional<CallReport> find(String callId) {
        return Optional.ofNullable(calls.get(callId)).map(CallRunner::report);
    }

    /** Calls that have not ended. */
    public int active() {
        return calls.size();
    }

    public CallCounters counters() {
        return counters;
    }

    /**
     * Tells somebody whenever something about a call has changed, its end included.
     *
     * @param listener called on the call's thread; does not block
     */
    public void listen(Consumer<CallReport> listener) {
        listeners.add(listener);
    }

    /** Refuses new calls from now on; those that run go on. */
    public void drain() {
        draining = true;
    }

    /** Ends every call and waits, for a limited time, until all have been told. */
    @Override
    public void close() {
        drain();
        Cause cause = new Cause(Cause.Kind.OVERLOAD, "the server is shutting down");
        calls.values()
                .forEach(call -> call.post(new CallEvent.Commanded(new CallCommand.HangUp(cause))));
        try {
            awaitEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!calls.isEmpty()) {
            LOG.warn("calls did not end in time count={}", calls.size());
        }
        context.clock().close();
    }

    private void awaitEmpty() throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
        synchronized (room) {
            long leftMs = CLOSE_TIMEOUT_MS;
            while (!calls.isEmpty() && leftMs > 0) {
                room.wait(leftMs);
                leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            }
        }
    }

    private @Nullable CallRunner admit() {
        CallRunner call = new CallRunner(UUID.randomUUID().toString(), context);
        synchronized (room) {
            if (draining || calls.size() >= context.settings().maxCalls()) {
                counters.refusedByLimit();
                return null;
            }
            calls.put(call.callId(), call);
        }
        counters.begun();
        return call;
    }

    private static LegObserver refused(CallLeg leg, Cause cause) {
        LOG.info("leg refused leg={} cause={} detail={}", leg.id(), cause.kind(), cause.detail());
        leg.refuse(cause);
        return signal -> {};
    }

    private final class Register implements CallRegister {

        @Override
        public @Nullable CallRunner callOf(String legId) {
            return legs.get(legId);
        }

        @Override
        public @Nullable CallRunner call(String callId) {
            return calls.get(callId);
        }

        @Override
        public void put(String legId, CallRunner call) {
            legs.put(legId, call);
        }

        @Override
        public void remove(String legId, CallRunner call) {
            legs.remove(legId, call);
        }

        @Override
        public void changed(CallRunner call) {
            tell(call.report());
        }

        @Override
        public void signalDropped() {
            counters.signalDropped();
        }

        @Override
        public void over(CallRunner call, Cause cause) {
            CallReport report = call.report();
            counters.ended(report.view().answered(), cause.kind());
            synchronized (room) {
                calls.remove(call.callId(), call);
                room.notifyAll();
            }
            tell(report);
        }

        private void tell(CallReport report) {
            listeners.forEach(listener -> listener.accept(report));
        }
    }
}
