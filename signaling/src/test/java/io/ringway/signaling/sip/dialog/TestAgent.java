package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.ringway.media.LegListener;
import io.ringway.media.counters.Counters;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.AcceptableOffer;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A user agent on a loopback port, with calls that wait to be told what to do. */
final class TestAgent implements SipMediaFactory, IncomingCalls, AutoCloseable {

    /** A caller, as the calls see it. */
    record Caller(CallLeg leg, CallParties parties, String replaces, Signals signals) {}

    /** What a leg has told, in order. */
    static final class Signals implements LegObserver {

        private final BlockingQueue<LegSignal> told = new LinkedBlockingQueue<>();

        @Override
        public void onSignal(LegSignal signal) {
            told.add(signal);
        }

        /** The next signal, which must be of that type. */
        <T extends LegSignal> T next(Class<T> type) throws InterruptedException {
            return assertInstanceOf(type, next());
        }

        LegSignal next() throws InterruptedException {
            return within(3);
        }

        /** The next signal, which may take that long. */
        LegSignal within(int patienceS) throws InterruptedException {
            LegSignal signal = told.poll(patienceS, TimeUnit.SECONDS);
            return signal != null ? signal : fail("nothing was told");
        }

        boolean isEmpty() {
            return told.isEmpty();
        }
    }

    private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
    private final Map<String, PlainMedia> media = new ConcurrentHashMap<>();
    private final SipStack stack;
    final SipUserAgent agent;
    volatile Targets targets = target -> fail("nobody is to be called");

    static UserAgentSettings settings() {
        return new UserAgentSettings("Ringway/test", 40, 1_800, 90, 0, 7, 100, 0, Profile.RTP);
    }

    TestAgent() throws Exception {
        this(settings());
    }

    TestAgent(UserAgentSettings settings) throws Exception {
        SipEvents events = new SipEvents();
        stack =
                SipStack.start(
                        SipStackSettings.defaults()
                                .withAddresses(InetAddress.getLoopbackAddress())
                                .withPorts(Map.of(SipTransport.UDP, 0, SipTransport.TCP, 0)),
                        events,
                        new Counters().shared());
        agent =
                new SipUserAgent(
                        settings,
                        stack,
                        this,
                        this,
                        target -> targets.resolve(target),
                        Admission.EVERYBODY,
                        Map.of());
        events.deliverTo(agent);
    }

    int port() {
        return stack.port(SipTransport.UDP);
    }

    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + port();
    }

    Caller caller() throws InterruptedException {
        Caller caller = callers.poll(3, TimeUnit.SECONDS);
        return caller != null ? caller : fail("nobody called");
    }

    boolean nobodyCalls() {
        return callers.isEmpty();
    }

    PlainMedia media(String legId) {
        PlainMedia found = media.get(legId);
        return found != null ? found : fail("no media is open for " + legId);
    }

    CallLeg dial(String uri, LegObserver observer) {
        return dial(List.of(OutgoingTarget.of(uri, Profile.RTP)), true, observer);
    }

    CallLeg dial(List<OutgoingTarget> places, boolean parallel, LegObserver observer) {
        targets = target -> new Targets.Plan(places, parallel);
        CallParties parties = new CallParties("100", "Al", "200", "", "");
        String legId = UUID.randomUUID().toString();
        return agent.dial(
                new DialRequest(legId, new DialTarget.Uri(places.getFirst().uri()), parties, null),
                observer);
    }

    @Override
    public AcceptableOffer judge(String offer, MediaAddress address) throws SdpException {
        PlainMedia.judge(offer);
        return this::open;
    }

    private SipMedia open(String sessionId, LegListener listener) {
        PlainMedia opened = new PlainMedia(sessionId, listener);
        media.put(sessionId, opened);
        return opened;
    }

    @Override
    public SipMedia open(
            String sessionId, Profile profile, MediaAddress address, LegListener listener) {
        return open(sessionId, listener);
    }

    @Override
    public String capabilities(InetAddress told) {
        return "v=0\r\n";
    }

    @Override
    public LegObserver onCall(CallLeg leg, CallParties parties) {
        Caller caller = new Caller(leg, parties, "", new Signals());
        callers.add(caller);
        return caller.signals();
    }

    @Override
    public LegObserver onReplacement(CallLeg leg, CallParties parties, String replacedLegId) {
        Caller caller = new Caller(leg, parties, replacedLegId, new Signals());
        callers.add(caller);
        return caller.signals();
    }

    @Override
    public void close() {
        agent.close();
        stack.close();
    }
}
