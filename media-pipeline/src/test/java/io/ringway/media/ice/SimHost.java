package io.ringway.media.ice;

import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One endpoint: agent, responder and a socket per path, wired as the engine wires them. Its
 * addresses are what the network sees; {@link #rebind} is what a NAT does.
 */
final class SimHost implements IceOutput {

    static final int SECRET = 0x1234_5678;
    private static final byte MEDIA = (byte) 0x80;

    final String name;
    final SimNetwork network;
    final IceAgent agent;
    final IceCredentials local;
    final Set<InetSocketAddress> sources = new HashSet<>();
    final Set<String> fragments = new HashSet<>();
    final List<InetSocketAddress> selections = new ArrayList<>();
    int connected;
    int disconnected;
    int failed;
    int checksSent;
    int mediaReceived;
    int mediaRefused;
    private final int legId;
    private final List<InetSocketAddress> addresses;
    private final UfragTable table = new UfragTable(10);
    private final CheckResponder responder = new CheckResponder(table);
    private final ValidatedCheck check = new ValidatedCheck();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);
    private int selectedPath;

    SimHost(
            String name,
            SimNetwork network,
            IceMode mode,
            IceSettings settings,
            InetSocketAddress... addresses) {
        this.name = name;
        this.network = network;
        this.addresses = new ArrayList<>(List.of(addresses));
        this.legId = name.hashCode();
        RandomSource random = RandomSource.ofSeed(legId);
        this.local = IceCredentials.create(random);
        IceAgentSpec spec =
                new IceAgentSpec(
                        mode,
                        local,
                        random.nextLong(),
                        legId,
                        SECRET,
                        random.nextBytes(16),
                        paths(),
                        this);
        this.agent = IceAgent.start(spec, settings, new CheckSender(), this, network.nowNs());
        network.add(this);
    }

    private List<LocalPath> paths() {
        List<LocalPath> paths = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            boolean v6 = addresses.get(i).getAddress().getAddress().length == 16;
            paths.add(new LocalPath(i, v6, 65_535 - i));
        }
        return paths;
    }

    boolean owns(InetSocketAddress address) {
        return addresses.contains(address);
    }

    void rebind(int path, InetSocketAddress mapped) {
        addresses.set(path, mapped);
    }

    /** Tells this host of the other one, as signaling would. */
    void describe(SimHost peer, boolean peerLite, boolean candidates) {
        agent.setRemoteCredentials(peer.agent.entry().local(), peerLite, network.nowNs());
        for (int i = 0; candidates && i < peer.addresses.size(); i++) {
            agent.addRemoteCandidate(peer.candidate(i), network.nowNs());
        }
    }

    IceCandidate candidate(int path) {
        InetSocketAddress address = addresses.get(path);
        long priority = IceCandidate.priorityOf(CandidateType.HOST, 65_535 - path, 1);
        return new IceCandidate(
                "f" + path,
                1,
                priority,
                address.getAddress().getHostAddress(),
                address.getPort(),
                CandidateType.HOST,
                null,
                0);
    }

    /** Sends one media packet over the selected pair, if there is one. */
    void sendMedia() {
        InetSocketAddress destination = agent.destination();
        if (destination != null) {
            network.send(new byte[] {MEDIA}, addresses.get(selectedPath), destination);
        }
    }

    void receive(SimNetwork.Packet packet) {
        int path = addresses.indexOf(packet.destination());
        if (path < 0) {
            return;
        }
        if (packet.bytes()[0] == MEDIA) {
            receiveMedia(packet, path);
        } else {
            receiveStun(packet, path);
        }
    }

    private void receiveMedia(SimNetwork.Packet packet, int path) {
        if (sources.contains(packet.source())) {
            mediaReceived++;
            agent.onAuthenticatedMedia(packet.source(), path, network.nowNs());
        } else {
            mediaRefused++;
        }
    }

    private void receiveStun(SimNetwork.Packet packet, int path) {
        UnsafeBuffer bytes = new UnsafeBuffer(packet.bytes());
        int length = packet.bytes().length;
        boolean response = (packet.bytes()[0] & 1) == 1;
        if (response && TransactionId.legIdOf(bytes, 0, SECRET) == legId) {
            agent.onStunResponse(bytes, 0, length, packet.source(), path, network.nowNs());
        } else if (!response) {
            int size = responder.answer(bytes, 0, length, packet.source(), path, answer, check);
            reply(size, packet, path);
        }
    }

    private void reply(int size, SimNetwork.Packet packet, int path) {
        if (size > 0) {
            byte[] bytes = new byte[size];
            answer.getBytes(0, bytes);
            network.send(bytes, addresses.get(path), packet.source());
        }
        if (check.valid()) {
            agent.onValidatedCheck(check, network.nowNs());
        }
    }

    long deadlineNs() {
        return agent.nextDeadlineNs();
    }

    void onTimer() {
        agent.onTimer(network.nowNs());
    }

    int selectedPath() {
        return selectedPath;
    }

    boolean isConnected() {
        return agent.state() == IceState.CONNECTED;
    }

    @Override
    public void send(
            int path, DirectBuffer buffer, int offset, int length, InetSocketAddress destination) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        checksSent++;
        network.send(bytes, addresses.get(path), destination);
    }

    @Override
    public void credentialsPublished(IceCredentialsEntry entry) {
        table.put(entry);
        fragments.add(entry.local().ufrag());
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        table.remove(localUfrag);
        fragments.remove(localUfrag);
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
        selectedPath = path;
        selections.add(destination);
    }

    @Override
    public void connected() {
        connected++;
    }

    @Override
    public void disconnected() {
        disconnected++;
    }

    @Override
    public void failed() {
        failed++;
    }
}
