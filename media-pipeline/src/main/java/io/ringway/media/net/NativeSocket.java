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
 * A UDP socket read by system calls of our own when the event loop's epoll says so, and written by
 * those of whoever sends.
 *
 * <p>Its descriptor's number may be another socket's as soon as it is closed. So only the event
 * loop reads and closes it, and who sends by it closes it, too, or has ended: each looks first
 * whether it is still open. Thread: see {@link UdpSocket}.
 */
final class NativeSocket implements UdpSocket, EpollIoHandle {

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
    private final boolean ofIpv6;
    private final int datagramsPerRead;
    private final boolean singly;
    private final SourceNames sources;
    private @Nullable LastRemote lastRemote;
    private @Nullable DatagramIngress ingress;
    private @Nullable IoRegistration registration;
    private long lastReadNs = System.nanoTime() - ONE_EXPECTED_NS;
    private volatile boolean open = true;

    /**
     * @param ofIpv6 whether it is a socket of IPv6
     */
    NativeSocket(NativeLoop io, NativeDescriptor descriptor, boolean ofIpv6, UdpSockets.Form form) {
        this.io = io;
        this.descriptor = descriptor;
        this.localAddress = descriptor.localAddress();
        this.ofIpv6 = ofIpv6;
        this.datagramsPerRead = form.datagramsPerRead();
        this.singly = form.oneStream();
        this.sources = singly ? new LastSource(io.sources()) : io.sources();
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
    public int receiveBufferBytes() throws IOException {
        return descriptor.receiveBufferBytes();
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
            // The kernel tells of a datagram it took before.
            io.counters().increment(Counter.DROP_SEND_FAILED);
            reader.onRefused(Errno.text(-count));
        }
        for (int i = 0; i < count; i++) {
            if (received.truncated(i)) {
                reader.onTruncated(received.length(i));
            } else {
                reader.onReceived(
                        received.bytes(i), received.length(i), received.source(i, sources));
            }
        }
    }

    /**
     * Takes a datagram of a shard's, or the loop's own.
     *
     * @param sender the calling thread's
     * @param bytes off-heap; stay as they are until {@link #flush(NativeSender)} has returned
     */
    void write(NativeSender sender, DirectBuffer bytes, int length, InetSocketAddress remote) {
        if (!open) {
            sender.counters().increment(Counter.DROP_EGRESS_QUEUE);
        } else if (remote.isUnresolved()) {
            sender.counters().increment(Counter.DROP_SEND_FAILED);
        } else {
            if (sender.batch().isFull()) {
                flush(sender);
            }
            sender.batch().add(bytes.addressOffset(), length, remote);
        }
    }

    /** Sends what that sender has taken for this socket. */
    void flush(NativeSender sender) {
        SendBatch batch = sender.batch();
        if (open) {
            batch.send(descriptor.intValue(), remotes(sender));
        }
        batch.clear();
    }

    private RemoteNames remotes(NativeSender sender) {
        if (!singly) {
            return sender.remotes(ofIpv6);
        }
        if (lastRemote == null) {
            lastRemote = new LastRemote(sender.remotes(ofIpv6));
        }
        return lastRemote;
    }

    @Override
    public void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote) {
        write(io.sender(), io.copied(bytes, offset, length), length, remote);
        flush(io.sender());
    }

    @Override
    public void flush() {
        // Each datagram was sent at once: its bytes were lent.
    }

    @Override
    public Future<Void> closeOnLoop() {
        open = false;
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
        open = false;
        if (!descriptor.isOpen()) {
            return;
        }
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
