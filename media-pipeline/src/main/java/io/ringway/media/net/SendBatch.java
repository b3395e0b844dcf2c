package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams that one socket is about to send by one system call, straight from where they lie.
 * Those in a row that are as long as each other and go to the same address are one message, which
 * the kernel cuts (UDP_SEGMENT): it then walks its layers once for all of them.
 *
 * <p>Thread: its sender's.
 */
final class SendBatch {

    private static final Logger log = LoggerFactory.getLogger(SendBatch.class);
    private static final int MAX_REFUSALS_LOGGED = 3;

    /** Datagrams a system call takes. */
    static final int MAX_DATAGRAMS = 64;

    /** Bytes of one message; the kernel takes no more than an IP packet's worth. */
    private static final int MAX_MESSAGE_BYTES = 60_000;

    private final SocketCalls calls;
    private final CounterBlock counters;
    private final MessageHeaders headers = new MessageHeaders(MAX_DATAGRAMS);
    private final long[] addresses = new long[MAX_DATAGRAMS];
    private final int[] lengths = new int[MAX_DATAGRAMS];

    /** Per message: its first datagram; behind the last message the number of datagrams. */
    private final int[] firsts = new int[MAX_DATAGRAMS + 1];

    private final InetSocketAddress[] remotes = new InetSocketAddress[MAX_DATAGRAMS];
    private boolean segmenting = true;
    private int messages;
    private int datagrams;
    private int messageBytes;
    private boolean messageEnded;
    private int refusalsLogged;

    /**
     * @param counters of the thread that sends
     */
    SendBatch(SocketCalls calls, CounterBlock counters) {
        this.calls = calls;
        this.counters = counters;
    }

    boolean isFull() {
        return datagrams == MAX_DATAGRAMS;
    }

    /** Takes a datagram, whose bytes stay where they are until it is sent. */
    void add(long address, int length, InetSocketAddress remote) {
        if (!joinsLast(length, remote)) {
            firsts[messages] = datagrams;
            remotes[messages] = remote;
            messages++;
            messageBytes = 0;
            messageEnded = false;
        }
        messageEnded |= length < lengths[firsts[messages - 1]] && messageBytes > 0;
        messageBytes += length;
        addresses[datagrams] = address;
        lengths[datagrams] = length;
        headers.point(datagrams, address, length);
        datagrams++;
        firsts[messages] = datagrams;
    }

    /** All datagrams of a message are as long as the first, but for the last, which may be less. */
    private boolean joinsLast(int length, InetSocketAddress remote) {
        return segmenting
                && messages > 0
                && !messageEnded
                && length <= lengths[firsts[messages - 1]]
                && messageBytes + length <= MAX_MESSAGE_BYTES
                && remote.equals(remotes[messages - 1]);
    }

    /** Sends all; what the kernel does not take is dropped and counted. */
    void send(int fd, RemoteNames names) {
        try {
            for (int i = 0; i < messages; i++) {
                address(i, names);
            }
            sendAll(fd);
        } finally {
            clear();
        }
    }

    private void sendAll(int fd) {
        int next = 0;
        while (next < messages) {
            int sent = sendFrom(next, fd);
            if (sent > 0) {
                countSent(next, next + sent);
                next += sent;
            } else if (sent == -Errno.EAGAIN) {
                counters.add(Counter.DROP_EGRESS_QUEUE, datagrams - firsts[next]);
                next = messages;
            } else if (sent != -Errno.EINTR) {
                onRefused(next++, -sent, fd);
            }
        }
    }

    /** Forgets all. */
    void clear() {
        messages = 0;
        datagrams = 0;
    }

    private void address(int message, RemoteNames names) {
        headers.nameLength(
                message, names.write(remotes[message], headers.memory(), headers.name(message)));
        int count = firsts[message + 1] - firsts[message];
        headers.gather(message, firsts[message], count);
        if (count > 1) {
            headers.segment(message, lengths[firsts[message]]);
        } else {
            headers.whole(message);
        }
    }

    /** Messages sent, or an errno as a negative number. */
    private int sendFrom(int message, int fd) {
        boolean single = datagrams - firsts[message] == 1;
        return single
                ? sendOne(firsts[message], message, fd)
                : calls.sendMany(fd, headers.address(message), messages - message);
    }

    private int sendOne(int datagram, int message, int fd) {
        int sent =
                calls.send(
                        fd,
                        addresses[datagram],
                        lengths[datagram],
                        headers.nameAddress(message),
                        headers.nameLength(message));
        return sent < 0 ? sent : 1;
    }

    private void onRefused(int message, int errno, int fd) {
        if (firsts[message + 1] - firsts[message] > 1) {
            // The interface has no checksums of its own: it never will. Else datagrams too large.
            segmenting &= errno != Errno.EIO;
            sendApart(message, fd);
        } else {
            refused(message, errno);
        }
    }

    private void sendApart(int message, int fd) {
        for (int i = firsts[message]; i < firsts[message + 1]; i++) {
            int sent = sendOne(i, message, fd);
            if (sent > 0) {
                counters.increment(Counter.TX_PACKETS);
                counters.add(Counter.TX_BYTES, lengths[i]);
            } else if (sent == -Errno.EAGAIN) {
                counters.increment(Counter.DROP_EGRESS_QUEUE);
            } else {
                refused(message, -sent);
            }
        }
    }

    private void refused(int message, int errno) {
        counters.increment(Counter.DROP_SEND_FAILED);
        if (refusalsLogged++ < MAX_REFUSALS_LOGGED) {
            log.warn("the system does not send to {}: {}", remotes[message], Errno.text(errno));
        }
    }

    private void countSent(int from, int to) {
        long bytes = 0;
        for (int i = firsts[from]; i < firsts[to]; i++) {
            bytes += lengths[i];
        }
        counters.add(Counter.TX_PACKETS, firsts[to] - firsts[from]);
        counters.add(Counter.TX_BYTES, bytes);
    }
}
