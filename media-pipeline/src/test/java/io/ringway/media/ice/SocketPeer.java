package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An agent of ours on a real loopback socket, run by the test's own thread. */
final class SocketPeer implements IceOutput, AutoCloseable {

    private static final int MAX_WAIT_MS = 20;

    final Set<InetSocketAddress> sources = new HashSet<>();
    final IceCredentials local;
    final IceAgent agent;
    int connected;
    int failed;
    int mediaReceived;
    private final DatagramSocket socket;
    private final UfragTable table = new UfragTable(4);
    private final CheckResponder responder = new CheckResponder(table);
    private final ValidatedCheck check = new ValidatedCheck();
    private final byte[] incoming = new byte[2048];
    private final UnsafeBuffer received = new UnsafeBuffer(incoming);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);

    SocketPeer(IceMode mode, long tieBreaker) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        RandomSource random = RandomSource.ofSeed(6);
        local = IceCredentials.create(random);
        IceAgentSpec spec =
                new IceAgentSpec(
                        mode,
                        local,
                        tieBreaker,
                        7,
                        8,
                        random.nextBytes(16),
                        List.of(new LocalPath(0, false, 65_535)),
                        this);
        agent =
                IceAgent.start(
                        spec, IceSettings.DEFAULTS, new CheckSender(), this, System.nanoTime());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** Runs socket and timers until the condition holds; fails the test when it does not. */
    void runUntil(String what, long timeoutNs, SimNetwork.Condition condition) throws IOException {
        long endNs = System.nanoTime() + timeoutNs;
        while (!condition.holds() && endNs - System.nanoTime() > 0) {
            receiveOne();
            if (Deadline.due(agent.nextDeadlineNs(), System.nanoTime())) {
                agent.onTimer(System.nanoTime());
            }
        }
        assertTrue(condition.holds(), what);
    }

    private void receiveOne() throws IOException {
        DatagramPacket packet = new DatagramPacket(incoming, incoming.length);
        long waitMs = (agent.nextDeadlineNs() - System.nanoTime()) / 1_000_000;
        socket.setSoTimeout(Math.clamp(waitMs, 1, MAX_WAIT_MS));
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return;
        }
        dispatch(packet.getLength(), (InetSocketAddress) packet.getSocketAddress());
    }

    private void dispatch(int length, InetSocketAddress source) throws IOException {
        long nowNs = System.nanoTime();
        if ((incoming[0] & 0xC0) != 0) {
            mediaReceived += sources.contains(source) ? 1 : 0;
            agent.onAuthenticatedMedia(source, 0, nowNs);
        } else if ((incoming[0] & 1) == 1) {
            agent.onStunResponse(received, 0, length, source, 0, nowNs);
        } else {
            int size = responder.answer(received, 0, length, source, 0, answer, check);
            if (size > 0) {
                transmit(answer, 0, size, source);
            }
            if (check.valid()) {
                agent.onValidatedCheck(check, nowNs);
            }
        }
    }

    private void transmit(DirectBuffer buffer, int offset, int length, InetSocketAddress to)
            throws IOException {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        socket.send(new DatagramPacket(bytes, length, to));
    }

    @Override
    public void send(
            int path, DirectBuffer buffer, int offset, int length, InetSocketAddress destination) {
        try {
            transmit(buffer, offset, length, destination);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void credentialsPublished(IceCredentialsEntry entry) {
        table.put(entry);
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        table.remove(localUfrag);
    }

    @Override
    public void sourceValidated(InetSocketAddress source) {
        sources.add(source);
    }

    @Override
    public void sourceRetired(InetSocketAddress source) {
        sources.remove(source);
    }

    @Override
    public void selectedPairChanged(int path, InetSocketAddress destination) {
        assertTrue(sources.contains(destination), "only proven addresses get media");
    }

    @Override
    public void connected() {
        connected++;
    }

    @Override
    public void disconnected() {
        throw new AssertionError("lost the peer");
    }

    @Override
    public void failed() {
        failed++;
    }

    @Override
    public void close() {
        agent.close();
        socket.close();
    }
}
