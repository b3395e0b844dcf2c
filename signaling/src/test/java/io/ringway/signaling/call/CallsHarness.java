package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.tone.TonePlan;
import io.ringway.signaling.LoopbackBridge;
import io.ringway.signaling.LoopbackEngine;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.session.SessionManagerException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls between scripted parties, on an engine without sockets and a watched session manager. */
final class CallsHarness implements AutoCloseable, SessionManagerClient {

    final LoopbackEngine engine = new LoopbackEngine();

    /** Where called user names lead; anybody else is not found. */
    final ConcurrentHashMap<String, Destination> routes = new ConcurrentHashMap<>();

    /** Legs that dialled replaced, by Call-ID. */
    final ConcurrentHashMap<String, String> directory = new ConcurrentHashMap<>();

    /** What the session manager was told. */
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    final BlockingQueue<ScriptedLeg> dialled = new LinkedBlockingQueue<>();
    final BlockingQueue<DialRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<CallReport> ended = new LinkedBlockingQueue<>();
    final Calls calls;
    volatile boolean refusingSessions;
    volatile boolean failingReports;

    /** Until when a changed state is not taken note of. */
    volatile CompletableFuture<Void> slowness = CompletableFuture.completedFuture(null);

    CallsHarness(CallSettings settings) {
        calls =
                new Calls(
                        settings,
                        this,
                        engine,
                        parties ->
                                routes.getOrDefault(
                                        parties.called(),
                                        new Destination.Refuse(Cause.of(Cause.Kind.NOT_FOUND))),
                        this::dial,
                        target -> directory.get(target.callId()),
                        Sounds.ofTones(TonePlan.EU));
        calls.listen(
                report -> {
                    if (report.ended()) {
                        ended.add(report);
                    }
                });
    }

    CallsHarness() {
        this(CallSettings.defaults());
    }

    private CallLeg dial(DialRequest request, LegObserver observer) {
        if (request.target() instanceof DialTarget.Trunk) {
            throw new IllegalStateException("the trunk is broken");
        }
        ScriptedLeg leg = new ScriptedLeg(request.legId(), engine).heardBy(observer);
        requests.add(request);
        dialled.add(leg);
        return leg;
    }

    /** A party calls somebody. */
    ScriptedLeg call(String called) {
        ScriptedLeg leg = new ScriptedLeg(UUID.randomUUID().toString(), engine);
        CallParties parties = new CallParties("100", "Ann", called, "", "user:ann");
        return leg.heardBy(calls.onCall(leg, parties));
    }

    /** The way to one user, who may ring as long as usual. */
    static Destination.Dial dialTo(String user) {
        return new Destination.Dial(List.of(new DialTarget.User(user)), false, 20_000, false);
    }

    /** A party calls a user, whom the name then leads to. */
    ScriptedLeg callUser(String user) {
        routes.put(user, dialTo(user));
        return call(user);
    }

    /** The next leg that was dialled. */
    ScriptedLeg dialledLeg() throws InterruptedException {
        return some(dialled.poll(20, TimeUnit.SECONDS), "nobody was dialled");
    }

    /** The next leg that was dialled; it has rung and answered. */
    ScriptedLeg answeredLeg() throws InterruptedException {
        ScriptedLeg called = dialledLeg();
        called.tell(new LegSignal.Ringing());
        called.tell(new LegSignal.Answered());
        return called;
    }

    LoopbackBridge bridge() throws InterruptedException {
        return some(engine.bridges.poll(20, TimeUnit.SECONDS), "nobody was bridged");
    }

    CallReport end() throws InterruptedException {
        return some(ended.poll(20, TimeUnit.SECONDS), "no call ended");
    }

    String nextTold() throws InterruptedException {
        return some(told.poll(20, TimeUnit.SECONDS), "the session manager heard nothing");
    }

    /** Closes the calls; whatever was registered is deregistered, once each. */
    void assertEverySessionIsDeregistered() {
        calls.close();
        List<String> lines = List.copyOf(told);
        assertEquals(idsOf(lines, "register sip "), idsOf(lines, "deregister "));
    }

    private static List<String> idsOf(List<String> told, String what) {
        return told.stream()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()))
                .sorted()
                .toList();
    }

    static <T> T some(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new AssertionError(otherwise);
        }
        return value;
    }

    @Override
    public void register(String sessionId, Kind kind) throws SessionManagerException {
        told.add("register " + kind.wireName() + " " + sessionId);
        if (refusingSessions) {
            throw new SessionManagerException("test:", 503, "full", null);
        }
    }

    @Override
    public void updateState(String sessionId, String state) throws SessionManagerException {
        slowness.join();
        report("state " + state + " " + sessionId);
    }

    @Override
    public void deregister(String sessionId) throws SessionManagerException {
        report("deregister " + sessionId);
    }

    private void report(String what) throws SessionManagerException {
        told.add(what);
        if (failingReports) {
            throw new SessionManagerException("test:", 500, "broken", null);
        }
    }

    @Override
    public void close() {
        calls.close();
        engine.close();
    }
}
