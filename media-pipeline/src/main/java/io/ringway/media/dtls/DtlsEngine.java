package io.ringway.media.dtls;

import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.CryptoProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Key agreement for a whole process: one crypto, one identity, and a bound on the handshakes under
 * way at once.
 *
 * <p>Thread: any. Each association runs on a virtual thread of its own.
 */
public final class DtlsEngine implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final DtlsSettings settings;
    private final DtlsIdentity identity;
    private final Counters counters;
    private final HandshakeCrypto crypto;
    private final Semaphore capacity;
    private final Map<DtlsAssociation, Thread> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param provider who computes, where there is a choice
     * @throws IllegalStateException when that is libcrypto and it cannot be used
     */
    public DtlsEngine(
            DtlsSettings settings,
            DtlsIdentity identity,
            CryptoProvider provider,
            SecureRandom random,
            Counters counters) {
        this(settings, identity, HandshakeCrypto.of(provider, random), counters);
    }

    DtlsEngine(
            DtlsSettings settings,
            DtlsIdentity identity,
            HandshakeCrypto crypto,
            Counters counters) {
        this.settings = settings;
        this.identity = identity;
        this.counters = counters;
        this.crypto = crypto;
        this.capacity = new Semaphore(settings.maxHandshakes(), true);
    }

    /** What the SDP has to promise for associations opened without an identity of their own. */
    public CertificateFingerprint fingerprint() {
        return identity.fingerprint();
    }

    /** Associations that have not ended. */
    public int active() {
        return running.size();
    }

    /**
     * Starts an association; its time limit runs from now. A client sends its hello at once, so the
     * listener may be called before this returns.
     *
     * @param role this side's, as settled by {@code a=setup}
     * @param remote fingerprints the remote SDP promises; at least one
     * @throws IllegalStateException when the engine is closed
     */
    public DtlsAssociation start(
            DtlsRole role, List<CertificateFingerprint> remote, DtlsListener listener) {
        return start(identity, role, remote, listener);
    }

    /** The same with a certificate made for this association alone. */
    public DtlsAssociation start(
            DtlsIdentity own,
            DtlsRole role,
            List<CertificateFingerprint> remote,
            DtlsListener listener) {
        SrtpAgreement agreement =
                new SrtpAgreement(settings.profiles(), PromisedCertificates.of(remote));
        TlsTerms terms = new TlsTerms(crypto, own, settings);
        DtlsAssociation association =
                new DtlsAssociation(role, terms, agreement, listener, capacity, counters);
        if (closed) {
            throw new IllegalStateException("the DTLS engine is closed");
        }
        Thread.ofVirtual().name("dtls").start(() -> run(association));
        return association;
    }

    /**
     * Does one handshake with itself, so that the first call does not pay for loading classes.
     *
     * @return how long it took
     * @throws IllegalStateException when it fails, as then no call would succeed
     */
    public Duration warmUp() {
        return WarmUp.run(settings, identity, crypto);
    }

    /** Ends every association with close_notify and waits a little for them to say it. */
    @Override
    public void close() {
        closed = true;
        Map<DtlsAssociation, Thread> last = Map.copyOf(running);
        last.keySet().forEach(DtlsAssociation::close);
        long deadlineNs = System.nanoTime() + GOODBYE.toNanos();
        try {
            for (Thread thread : last.values()) {
                thread.join(Duration.ofNanos(Math.max(1, deadlineNs - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(DtlsAssociation association) {
        running.put(association, Thread.currentThread());
        try {
            if (closed) {
                association.close();
            }
            association.run();
        } finally {
            running.remove(association);
        }
    }
}
