package io.ringway.media.engine;

import io.ringway.media.AudioSection;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.LocalTransport;
import io.ringway.media.PayloadFormat;
import io.ringway.media.RemoteTransport;
import io.ringway.media.SpeechFormat;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceMode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two legs of two engines, joined by what signaling would have carried. */
final class LoopbackCall {

    static final int OPUS = 111;
    static final int SAMPLES_48K = 960;
    static final int CALLER_SSRC = 1_000;
    private static final int DISCARD_PORT = 9;

    /** A wideband SILK packet of 20 ms that decodes to near silence. */
    static final byte[] SILENCE = {0x48, 0x0B, (byte) 0xE4, (byte) 0xC1, 0x36, (byte) 0xEC};

    final IceLegControl caller;
    final IceLegControl callee;
    final Waiting callerEvents = new Waiting();
    final Waiting calleeEvents = new Waiting();

    /** Collects a leg's events and lets tests wait for one. */
    static final class Waiting {
        private final List<LegEvent> seen = new java.util.ArrayList<>();

        synchronized void hear(LegEvent event) {
            seen.add(event);
            notifyAll();
        }

        synchronized LegEvent await(Predicate<LegEvent> wanted) throws InterruptedException {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (true) {
                for (LegEvent event : seen) {
                    if (wanted.test(event)) {
                        return event;
                    }
                }
                long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
                if (leftMs <= 0) {
                    throw new AssertionError("not in time; seen: " + seen);
                }
                wait(leftMs);
            }
        }

        synchronized long count(Class<? extends LegEvent> type) {
            return seen.stream().filter(type::isInstance).count();
        }

        <E extends LegEvent> E await(Class<E> type) throws InterruptedException {
            return type.cast(await(type::isInstance));
        }
    }

    LoopbackCall(
            UdpMediaEngine callers,
            UdpMediaEngine callees,
            String id,
            IceMode callerMode,
            IceMode calleeMode,
            boolean echo) {
        this(callers, callees, id, callerMode, new LegSpec(id, calleeMode, null, echo, false));
    }

    /** A call that is answered in lite mode and forwarded in that format. */
    LoopbackCall(
            UdpMediaEngine callers,
            UdpMediaEngine callees,
            String id,
            @Nullable SpeechFormat speech) {
        this(
                callers,
                callees,
                id,
                IceMode.CONTROLLING,
                new LegSpec(id, IceMode.LITE, speech, false, false));
    }

    private LoopbackCall(
            UdpMediaEngine callers,
            UdpMediaEngine callees,
            String id,
            IceMode callerMode,
            LegSpec answered) {
        caller =
                callers.open(
                        new LegSpec(id + "-caller", callerMode, null, false, false),
                        callerEvents::hear);
        callee = callees.open(answered, calleeEvents::hear);
        caller.setAudio(List.of(section(CALLER_SSRC)));
        callee.setAudio(List.of(section(2_000)));
    }

    /** Sends packets at once and waits until all of them have arrived. */
    void send(byte[] opus, int packets) throws Exception {
        long before = statistics(callee).packetsReceived();
        for (int i = 0; i < packets; i++) {
            if (!caller.sendOpus(opus, SAMPLES_48K)) {
                throw new AssertionError("packet " + i + " could not be sent");
            }
        }
        awaitStatistics(callee, s -> s.packetsReceived() - before >= packets);
    }

    /** A call that is echoed, recorded, and on its way through a relay. */
    static LoopbackCall recorded(
            UdpMediaEngine callers, UdpMediaEngine callees, String id, UdpRelay relay)
            throws IOException {
        LegSpec spec = new LegSpec(id, IceMode.LITE, null, true, true);
        LoopbackCall call = new LoopbackCall(callers, callees, id, IceMode.CONTROLLING, spec);
        call.connectBy(relay);
        return call;
    }

    void connect() throws InterruptedException {
        connect(callee.localTransport().fingerprint());
    }

    void connect(CertificateFingerprint promisedByCallee) throws InterruptedException {
        LocalTransport offer = caller.localTransport();
        LocalTransport answer = callee.localTransport();
        callee.setRemoteTransport(remote(offer, offer.fingerprint(), DtlsRole.CLIENT));
        caller.setRemoteTransport(remote(answer, promisedByCallee, DtlsRole.SERVER));
    }

    /** Connects with every datagram of the caller taking its way through the relay. */
    void connectBy(UdpRelay relay) throws IOException {
        LocalTransport offer = caller.localTransport();
        LocalTransport answer = callee.localTransport();
        IceCandidate known = at(answer.candidates().getFirst(), relay.address().getPort());
        callee.setRemoteTransport(remote(offer, offer.fingerprint(), DtlsRole.CLIENT, List.of()));
        caller.setRemoteTransport(
                remote(answer, answer.fingerprint(), DtlsRole.SERVER, List.of(known)));
    }

    /** The callee is told of a caller that is not there. */
    void connectNowhere() {
        LocalTransport offer = caller.localTransport();
        IceCandidate discard = at(offer.candidates().getFirst(), DISCARD_PORT);
        callee.setRemoteTransport(
                remote(offer, offer.fingerprint(), DtlsRole.CLIENT, List.of(discard)));
    }

    private static IceCandidate at(IceCandidate real, int port) {
        return new IceCandidate(
                real.foundation(),
                real.component(),
                real.priority(),
                real.host(),
                port,
                real.type(),
                null,
                0);
    }

    /** Sends packets and waits until all of them have come back. */
    void exchange(int packets) throws Exception {
        LegStatistics before = statistics(caller);
        send(packets);
        awaitStatistics(caller, s -> s.packetsReceived() - before.packetsReceived() >= packets);
    }

    void send(int packets) {
        for (int i = 0; i < packets; i++) {
            if (!caller.sendOpus(SILENCE, SAMPLES_48K)) {
                throw new AssertionError("the caller cannot send packet " + i);
            }
        }
    }

    void awaitMedia() throws InterruptedException {
        callerEvents.await(LegEvent.DtlsConnected.class);
        calleeEvents.await(LegEvent.DtlsConnected.class);
    }

    static RemoteTransport remote(
            LocalTransport side, CertificateFingerprint fingerprint, DtlsRole localRole) {
        return remote(side, fingerprint, localRole, side.candidates());
    }

    private static RemoteTransport remote(
            LocalTransport side,
            CertificateFingerprint fingerprint,
            DtlsRole localRole,
            List<IceCandidate> candidates) {
        return new RemoteTransport(
                side.iceUfrag(),
                side.icePwd(),
                side.iceLite(),
                List.of(fingerprint),
                localRole,
                candidates);
    }

    static AudioSection section(long ssrc) {
        return new AudioSection(
                "0",
                List.of(new PayloadFormat(OPUS, PayloadFormat.Codec.OPUS, 48_000, 2, true)),
                true,
                true,
                List.of(),
                ssrc,
                0,
                0);
    }

    static LegStatistics statistics(LegControl leg) throws Exception {
        return leg.statistics().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Asks again and again until the statistics are as wanted. */
    static LegStatistics awaitStatistics(LegControl leg, Predicate<LegStatistics> wanted)
            throws Exception {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        LegStatistics now = statistics(leg);
        while (!wanted.test(now)) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not in time: " + now);
            }
            CompletableFuture<Void> pause = new CompletableFuture<>();
            pause.completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).get();
            now = statistics(leg);
        }
        return now;
    }
}
