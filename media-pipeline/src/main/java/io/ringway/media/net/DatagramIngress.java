package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every media port does with what it reads: one clock reading a batch, each datagram counted
 * and classed by its first bytes; a bug in the handling of one costs no other one.
 *
 * <p>Thread: the socket's event loop.
 */
abstract sealed class DatagramIngress permits UdpIngress, RtpIngress {

    private static final Logger log = LoggerFactory.getLogger(DatagramIngress.class);

    final CounterBlock counters;
    private long arrivalNs;
    private boolean errorLogged;

    DatagramIngress(CounterBlock loopCounters) {
        this.counters = loopCounters;
    }

    /**
     * Takes a datagram of two bytes or more.
     *
     * @param bytes from offset 0 on; valid during the call only
     */
    abstract void onDatagram(
            PacketKind kind, DirectBuffer bytes, int length, InetSocketAddress source);

    /** Everything that could be read at once has been. */
    abstract void onBatchEnd();

    /** Names the port in the log. */
    abstract String name();

    /** When the datagrams of this batch came. */
    final long arrivalNs() {
        return arrivalNs;
    }

    /** What is read from now on came at that time. */
    final void onReadBegin(long nowNs) {
        arrivalNs = nowNs;
    }

    /** Takes whatever was read. */
    final void onReceived(DirectBuffer bytes, int length, InetSocketAddress source) {
        counters.increment(Counter.RX_PACKETS);
        counters.add(Counter.RX_BYTES, length);
        if (length < 2) {
            counters.increment(Counter.DROP_TRUNCATED);
            return;
        }
        int first = bytes.getByte(0) & 0xFF;
        int second = bytes.getByte(1) & 0xFF;
        try {
            onDatagram(PacketKind.of(first, second), bytes, length, source);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            onError(e);
        }
    }

    /** Counts a datagram whose end is lost, for it was longer than the room for it. */
    final void onTruncated(int length) {
        counters.increment(Counter.RX_PACKETS);
        counters.add(Counter.RX_BYTES, length);
        counters.increment(Counter.DROP_TRUNCATED);
    }

    final void onReadEnd() {
        onBatchEnd();
    }

    /** A datagram could not be sent, which has been counted: an unreachable peer costs no more. */
    void onRefused(String cause) {}

    private void onError(Throwable error) {
        counters.increment(Counter.DROP_HANDLER_ERROR);
        if (!errorLogged) {
            errorLogged = true;
            log.error("{}: a datagram failed; going on", name(), error);
        }
    }
}
