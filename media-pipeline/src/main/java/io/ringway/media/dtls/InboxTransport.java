package io.ringway.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * What bctls takes for a socket: receives from a {@link DatagramInbox}, packs the records of a
 * flight into as few datagrams as the MTU allows, and knows when to stop waiting.
 *
 * <p>Thread: the association's.
 */
final class InboxTransport implements DatagramTransport {

    /** Room for the overhead bctls subtracts from its limit, so that no datagram is cut. */
    private static final int SLACK_BYTES = 64;

    private static final byte[] NOTHING = {};

    private final DatagramInbox inbox;
    private final DtlsListener listener;
    private final SrtpAgreement agreement;
    private final DtlsSettings settings;

    /** There only while something is gathered: hardly anything is sent after the handshake. */
    private byte[] flight = NOTHING;

    private int flightBytes;
    private long deadlineNs;
    private boolean limited;
    private boolean closed;

    InboxTransport(
            DatagramInbox inbox,
            DtlsListener listener,
            SrtpAgreement agreement,
            DtlsSettings settings) {
        this.inbox = inbox;
        this.listener = listener;
        this.agreement = agreement;
        this.settings = settings;
    }

    /** From here on {@link #receive} fails once the deadline has passed. */
    void limitUntil(long newDeadlineNs) {
        deadlineNs = newDeadlineNs;
        limited = true;
    }

    /** The handshake is over: wait as long as it takes. */
    void unlimited() {
        limited = false;
    }

    @Override
    public int getReceiveLimit() {
        return settings.maxDatagramBytes() + SLACK_BYTES;
    }

    @Override
    public int getSendLimit() {
        return settings.mtuBytes();
    }

    /**
     * @throws InterruptedIOException when either side has closed
     * @throws TlsTimeoutException when the handshake's time is up
     */
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush();
        if (closed) {
            throw new InterruptedIOException("closed by the remote side");
        }
        byte[] datagram = inbox.take(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        if (datagram != null) {
            int bytes = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, bytes);
            return bytes;
        }
        if (inbox.closed()) {
            agreement.closeTls();
            throw new InterruptedIOException("closed by this side");
        }
        if (limited && deadlineNs - System.nanoTime() <= 0) {
            agreement.closeTls();
            throw new TlsTimeoutException(
                    "no keys within " + settings.handshakeTimeoutMs() + " ms");
        }
        return -1;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (flightBytes + length > settings.mtuBytes()) {
            flush();
        }
        if (length > settings.mtuBytes()) {
            listener.onDatagram(Arrays.copyOfRange(buffer, offset, offset + length));
            return;
        }
        if (flightBytes == 0) {
            flight = new byte[settings.mtuBytes()];
        }
        System.arraycopy(buffer, offset, flight, flightBytes, length);
        flightBytes += length;
    }

    /** Sends what is gathered; bctls itself flushes only by waiting for an answer. */
    void flush() {
        if (flightBytes > 0) {
            byte[] datagram = Arrays.copyOf(flight, flightBytes);
            flight = NOTHING;
            flightBytes = 0;
            listener.onDatagram(datagram);
        }
    }

    @Override
    public void close() {
        closed = true;
        flush();
    }
}
