package io.ringway.media.engine;

import io.ringway.media.net.PacketKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The network between a caller and a callee, as a NAT with whims: what goes to the callee is
 * recorded, may be lost, doubled, swapped or changed, and may come from another port from now on.
 *
 * <p>Thread: its own; the methods any.
 */
final class UdpRelay implements AutoCloseable {

    private static final int LONGEST_WAIT_MS = 20;

    /** Chances of one packet, in percent. */
    record Whims(int lost, int doubled, int swapped) {
        static final Whims NONE = new Whims(0, 0, 0);
    }

    private final Selector selector = Selector.open();
    private final DatagramChannel callerSide = open();
    private final InetSocketAddress callee;
    private final SplittableRandom random;
    private final ByteBuffer buffer = ByteBuffer.allocate(4_096);
    private final List<byte[]> captured = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().name("relay").unstarted(this::run);
    private DatagramChannel calleeSide = open();
    private @Nullable SocketAddress caller;
    private byte @Nullable [] held;
    private volatile Whims whims = Whims.NONE;
    private volatile boolean capturing;
    private volatile boolean running = true;

    /** A relay to a port of this host. */
    static UdpRelay to(int port, long seed) throws IOException {
        return new UdpRelay(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), seed);
    }

    private UdpRelay(InetSocketAddress callee, long seed) throws IOException {
        this.callee = callee;
        this.random = new SplittableRandom(seed);
        thread.start();
    }

    /** What the caller has to take for the callee. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) callerSide.getLocalAddress();
    }

    void impair(Whims newWhims) {
        whims = newWhims;
    }

    /** Keeps a copy of everything that goes to the callee from now on. */
    void capture() {
        capturing = true;
    }

    List<byte[]> captured(PacketKind kind) {
        synchronized (captured) {
            return captured.stream().filter(bytes -> kindOf(bytes) == kind).toList();
        }
    }

    static PacketKind kindOf(byte[] datagram) {
        return PacketKind.of(datagram[0] & 0xFF, datagram[1] & 0xFF);
    }

    /** Sends the callee a datagram as if the caller had. */
    void inject(byte[] datagram) {
        onThread(() -> send(calleeSide, datagram, callee));
    }

    /**
     * From now on everything comes to the callee from another port, and only there it goes back.
     */
    void rebind() {
        onThread(
                () -> {
                    calleeSide.close();
                    calleeSide = open();
                });
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        callerSide.close();
        calleeSide.close();
        selector.close();
    }

    private interface Task {
        void run() throws IOException;
    }

    private void onThread(Task task) {
        tasks.add(() -> unchecked(task));
        selector.wakeup();
    }

    private static void unchecked(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private void run() {
        while (running) {
            unchecked(this::cycle);
        }
    }

    private void cycle() throws IOException {
        boolean idle = selector.select(LONGEST_WAIT_MS) == 0;
        selector.selectedKeys().clear();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        byte[] datagram;
        while ((datagram = receive(callerSide, true)) != null) {
            toCallee(datagram);
        }
        while ((datagram = receive(calleeSide, false)) != null) {
            if (caller != null) {
                send(callerSide, datagram, caller);
            }
        }
        if (idle) {
            release();
        }
    }

    private byte @Nullable [] receive(DatagramChannel channel, boolean fromCaller)
            throws IOException {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        if (from == null) {
            return null;
        }
        caller = fromCaller ? from : caller;
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void toCallee(byte[] datagram) throws IOException {
        if (capturing) {
            synchronized (captured) {
                captured.add(datagram);
            }
        }
        Whims now = whims;
        int chance = random.nextInt(100);
        if (chance < now.lost()) {
            return;
        }
        if (chance < now.lost() + now.swapped() && held == null) {
            held = datagram;
            return;
        }
        send(calleeSide, datagram, callee);
        release();
        if (chance >= 100 - now.doubled()) {
            send(calleeSide, datagram, callee);
        }
    }

    private void release() throws IOException {
        byte[] late = held;
        held = null;
        if (late != null) {
            send(calleeSide, late, callee);
        }
    }

    private static void send(DatagramChannel channel, byte[] datagram, SocketAddress to)
            throws IOException {
        channel.send(ByteBuffer.wrap(datagram), to);
    }

    /** The same bytes with one bit turned. */
    static byte[] flipped(byte[] datagram, int bit) {
        byte[] changed = datagram.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }
}
