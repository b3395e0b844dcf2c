package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP socket read and written by system calls of our own, when the event loop's epoll says so.
 *
 * <p>Its descriptor's number may be another socket's as soon as it is closed, so all that uses it
 * runs on the event loop and looks whether it is open. Thread: see {@link UdpSocket}.
 */
final class NativeSocket implements UdpSocket, EpollIoHandle, SendBatch.Refusals {

    private static final Logger log = LoggerFactory.getLogger(NativeSocket.class);

    /** Calls in one go; then other sockets have their turn, and epoll tells of the rest. */
    private static final int MAX_CALLS = 4;

    /**
     * Where one stream comes a packet at a time, asking for more than one finds nothing. What
     * gathered meanwhile is told by epoll at once, and then all is read.
     */
    private static final long ONE_EXPECTED_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final NativeLoop io;
    private final NativeDescriptor descriptor;
    private final InetSocketAddress localAddress;
    private final KnownRemotes remotes;
    private final int datagramsPerRead;
    private final boolean singly;
    private @Nullable DatagramIngress ingress;
    private @Nullable IoRegistration registration;
    private long lastReadNs = System.nanoTime() - ONE_EXPECTED_NS;
    private boolean open = true;

    /**
     * @param ofIpv6 whether it is a socket of IPv6
     */
    NativeSocket(NativeLoop io, NativeDescriptor descriptor, boolean ofIpv6, UdpSockets.Form form) {
        this.io = io;
        this.descriptor = descriptor;
        this.localAddress = descriptor.localAddress();
        this.remotes = io.remotes(ofIpv6);
        this.datagramsPerRead = form.datagramsPerRead();
        this.singly = form.oneStream();
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public EventLoop loop() {
        return io.loop();
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    @Override
    public void startReading(DatagramIngress reader) {
        io.loop()
                .execute(
                        () -> {
                            if (open) {
                                ingress = reader;
                                io.loop().register(this).addListener(this::onRegistered);
                            }
                        });
    }

    private void onRegistered(Future<? super IoRegistration> registered) {
        if (!registered.isSuccess()) {
            log.error("{} cannot be read", localAddress, registered.cause());
            return;
        }
        IoRegistration watch = (IoRegistration) registered.getNow();
        if (open) {
            registration = watch;
            watch.submit(EpollIoOps.EPOLLIN);
        } else {
            watch.cancel();
        }
    }

    @Override
    public void handle(IoRegistration watch, IoEvent event) {
        DatagramIngress reader = ingress;
        if (open && reader != null) {
            read(reader);
        }
    }

    private void read(DatagramIngress reader) {
        long nowNs = System.nanoTime();
        reader.onReadBegin(nowNs);
        if (singly && nowNs - lastReadNs > ONE_EXPECTED_NS) {
            handOn(io.received().receiveOne(descriptor.intValue()), reader);
        } else {
            readAll(reader);
        }
        lastReadNs = nowNs;
        reader.onReadEnd();
    }

    private void readAll(DatagramIngress reader) {
        int count = datagramsPerRead;
        for (int call = 0; call < MAX_CALLS && count == datagramsPerRead; call++) {
            count = io.received().receive(descriptor.intValue(), datagramsPerRead);
            handOn(count, reader);
        }
    }

    /** Hands on what a call has received; an errno if that is negative. */
    private void handOn(int count, DatagramIngress reader) {
        ReceivedDatagrams received = io.received();
        if (count > 0) {
            io.counters().increment(Counter.RX_SYSCALLS);
        } else if (count != -Errno.EAGAIN && count != -Errno.EINTR) {
            onRefused(Errno.text(-count));
        }
        for (int i = 0; i < count; i++) {
            if (received.truncated(i)) {
                reader.onTruncated(received.length(i));
            } else {
                reader.onReceived(received.bytes(i), received.length(i), received.source(i));
            }
        }
    }

    @Override
    public void write(DirectBuffer bytes, int length, InetSocketAddress remote) {
        if (!open) {
            io.counters().increment(Counter.DROP_EGRESS_QUEUE);
            return;
        }
        if (remote.isUnresolved()) {
            onRefused("a name in place of an address");
            return;
        }
        SendBatch batch = io.batch();
        if (batch.isFull()) {
            flush();
        }
        batch.add(bytes.addressOffset(), length, remote);
    }

    @Override
    public void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote) {
        write(io.copied(bytes, offset, length), length, remote);
        flush();
    }

    @Override
    public void flush() {
        SendBatch batch = io.batch();
        if (open) {
            batch.send(descriptor.intValue(), remotes, this);
        }
        batch.clear();
    }

    /** The kernel did not take a datagram, or tells of one it took before. */
    @Override
    public void onRefused(String cause) {
        io.counters().increment(Counter.DROP_SEND_FAILED);
        DatagramIngress reader = ingress;
        if (reader != null) {
            reader.onRefused(cause);
        }
    }

    @Override
    public Future<Void> closeOnLoop() {
        // Its listeners run where it is completed: the loop may have ended when it is.
        Promise<Void> closed = ImmediateEventExecutor.INSTANCE.newPromise();
        Runnable closing =
                () -> {
                    close();
                    closed.setSuccess(null);
                };
        try {
            io.loop().execute(closing);
        } catch (RejectedExecutionException e) {
            // The loop has ended, so nobody uses the descriptor any more.
            closing.run();
        }
        return closed;
    }

    /** Ends reading, then closes the descriptor. On the event loop; harmless when done. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (registration != null) {
            registration.cancel();
        }
        try {
            descriptor.close();
        } catch (IOException e) {
            log.warn("{} was not closed cleanly: {}", localAddress, e.toString());
        }
    }
}
