package io.ringway.media.dtls;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * One DTLS association of a leg, from the first flight to close_notify.
 *
 * <p>Thread: the methods any, and none blocks; bctls and the listener run on a virtual thread of
 * the association's own, which ends with it.
 */
public final class DtlsAssociation {

    /** bctls forgets its last flight only when a wait ends, so no wait is longer than that. */
    private static final int IDLE_WAIT_MS = 300_000;

    private static final int CAPACITY_POLL_MS = 50;

    /** Where application data of all associations goes, to be read by nobody. */
    private static final byte[] DISCARDED = new byte[1 << 14];

    private final DtlsRole role;
    private final TlsTerms terms;
    private final SrtpAgreement agreement;
    private final DtlsListener listener;
    private final Semaphore capacity;
    private final Counters counters;
    private final DatagramInbox inbox;
    private final InboxTransport transport;
    private volatile boolean ended;

    DtlsAssociation(
            DtlsRole role,
            TlsTerms terms,
            SrtpAgreement agreement,
            DtlsListener listener,
            Semaphore capacity,
            Counters counters) {
        this.role = role;
        this.terms = terms;
        this.agreement = agreement;
        this.listener = listener;
        this.capacity = capacity;
        this.counters = counters;
        this.inbox = new DatagramInbox(terms.settings().queueDatagrams());
        this.transport = new InboxTransport(inbox, listener, agreement, terms.settings());
    }

    /**
     * Offers a received datagram, from offset 0 on; its bytes are copied.
     *
     * @return false when it was refused, which has been counted
     */
    public boolean offer(DirectBuffer bytes, int length) {
        if (length > terms.settings().maxDatagramBytes()) {
            return refuse(Counter.DROP_DTLS_OVERSIZE);
        }
        byte[] copy = new byte[length];
        bytes.getBytes(0, copy);
        return give(copy);
    }

    /**
     * Hands over a received datagram, which is the association's from here on.
     *
     * @return false when it was refused, which has been counted
     */
    public boolean give(byte[] datagram) {
        if (ended) {
            return refuse(Counter.DROP_LEG_CLOSED);
        }
        DtlsSettings settings = terms.settings();
        if (datagram.length > settings.maxDatagramBytes()) {
            return refuse(Counter.DROP_DTLS_OVERSIZE);
        }
        int verdict = DtlsRecordGuard.check(datagram, datagram.length, settings.maxMessageBytes());
        if (verdict != DtlsRecordGuard.OK) {
            return refuse(Counter.ofCode(verdict));
        }
        return inbox.give(datagram) || refuse(Counter.DROP_DTLS_QUEUE_FULL);
    }

    /**
     * Ends the association: close_notify still goes out by {@link DtlsListener#onDatagram}, and the
     * listener hears of nothing else. Harmless when it has ended already.
     */
    public void close() {
        ended = true;
        inbox.close();
    }

    /** The whole life of the association, on its thread. */
    void run() {
        inbox.readBy(Thread.currentThread());
        try {
            DTLSTransport tls = handshake();
            counters.shared().incrementShared(Counter.DTLS_HANDSHAKES);
            listener.onKeys(keys());
            discardApplicationData(tls);
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
            end(e);
        } finally {
            ended = true;
        }
    }

    private DTLSTransport handshake() throws IOException {
        long limitNs = TimeUnit.MILLISECONDS.toNanos(terms.settings().handshakeTimeoutMs());
        long deadlineNs = System.nanoTime() + limitNs;
        if (role == DtlsRole.SERVER && !inbox.await(limitNs)) {
            throw new TlsTimeoutException(
                    "no ClientHello within " + terms.settings().handshakeTimeoutMs() + " ms");
        }
        awaitCapacity(deadlineNs);
        try {
            transport.limitUntil(deadlineNs);
            DTLSTransport tls =
                    role == DtlsRole.SERVER
                            ? new DTLSServerProtocol()
                                    .accept(new SrtpTlsServer(terms, agreement), transport)
                            : new DTLSClientProtocol()
                                    .connect(new SrtpTlsClient(terms, agreement), transport);
            transport.unlimited();
            transport.flush();
            return tls;
        } catch (TlsTimeoutException e) {
            // The TLS stack notices the end of time on its own as well, and says so in other words.
            var late =
                    new TlsTimeoutException(
                            "no keys within " + terms.settings().handshakeTimeoutMs() + " ms");
            late.initCause(e);
            throw late;
        } finally {
            capacity.release();
        }
    }

    /** Waits for one of the handshakes under way to end, within the time all of this may take. */
    private void awaitCapacity(long deadlineNs) throws IOException {
        if (capacity.tryAcquire()) {
            return;
        }
        counters.shared().incrementShared(Counter.DROP_DTLS_CAPACITY);
        try {
            while (!capacity.tryAcquire(CAPACITY_POLL_MS, TimeUnit.MILLISECONDS)) {
                if (inbox.closed()) {
                    throw new InterruptedIOException("closed while waiting for room");
                }
                if (deadlineNs - System.nanoTime() <= 0) {
                    throw new TlsTimeoutException(
                            "no room for another handshake: dtls max-handshakes are under way");
                }
            }
        } catch (InterruptedException e) {
            inbox.close();
            throw new InterruptedIOException("interrupted while waiting for room");
        }
    }

    private SrtpKeys keys() {
        SrtpKeys keys = agreement.keys();
        if (keys == null) {
            throw new IllegalStateException("handshake completed without keys");
        }
        return keys;
    }

    /** Answers repeats of the remote side's last flight, and reads until either side closes. */
    private void discardApplicationData(DTLSTransport tls) throws IOException {
        int room = Math.min(transport.getReceiveLimit(), DISCARDED.length);
        while (!inbox.closed()) {
            if (tls.receive(DISCARDED, 0, room, IDLE_WAIT_MS) >= 0) {
                counters.shared().incrementShared(Counter.DROP_DTLS_APPLICATION_DATA);
            }
        }
        tls.close();
    }

    private void end(Throwable thrown) {
        if (inbox.closed()) {
            return;
        }
        if (agreement.keys() != null && agreement.closeNotified()) {
            listener.onClosed();
            return;
        }
        counters.shared().incrementShared(Counter.DTLS_FAILURES);
        DtlsFailure failure = agreement.failure(thrown);
        listener.onFailed(failure.reason(), failure.detail());
    }

    private boolean refuse(Counter reason) {
        counters.shared().incrementShared(reason);
        return false;
    }
}
