package io.ringway.media.ice;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.AbstractCandidateHarvester;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.jspecify.annotations.Nullable;

/** ice4j's own agent with one candidate on the loopback interface, where it would not look. */
final class Ice4jPeer implements AutoCloseable {

    private final Agent agent = new Agent();
    private final IceMediaStream stream;
    private final Component component;

    Ice4jPeer(boolean controlling, long tieBreaker) throws IOException {
        agent.setControlling(controlling);
        agent.setTieBreaker(tieBreaker);
        agent.setUseDynamicPorts(false);
        agent.addCandidateHarvester(new LoopbackHarvester());
        stream = agent.createMediaStream("audio");
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, true);
    }

    IceCredentials credentials() {
        return IceCredentials.of(agent.getLocalUfrag(), agent.getLocalPassword());
    }

    IceCandidate candidate() {
        LocalCandidate candidate = component.getLocalCandidates().getFirst();
        TransportAddress address = candidate.getTransportAddress();
        return new IceCandidate(
                candidate.getFoundation(),
                1,
                candidate.getPriority(),
                address.getHostAddress(),
                address.getPort(),
                CandidateType.HOST,
                null,
                0);
    }

    void describe(IceCredentials remote, InetSocketAddress address) {
        stream.setRemoteUfrag(remote.ufrag());
        stream.setRemotePassword(remote.pwd());
        component.addRemoteCandidate(
                new RemoteCandidate(
                        new TransportAddress(address, Transport.UDP),
                        component,
                        org.ice4j.ice.CandidateType.HOST_CANDIDATE,
                        "1",
                        IceCandidate.priorityOf(CandidateType.HOST, 65_535, 1),
                        null));
        agent.startConnectivityEstablishment();
    }

    boolean established() {
        IceProcessingState state = agent.getState();
        return state.isEstablished() && selected() != null;
    }

    boolean controlling() {
        return agent.isControlling();
    }

    @Nullable InetSocketAddress remoteAddress() {
        CandidatePair pair = selected();
        if (pair == null) {
            return null;
        }
        TransportAddress remote = pair.getRemoteCandidate().getTransportAddress();
        return new InetSocketAddress(remote.getAddress(), remote.getPort());
    }

    void sendMedia(byte[] bytes) throws IOException {
        component.send(bytes, 0, bytes.length);
    }

    private @Nullable CandidatePair selected() {
        return component.getSelectedPair();
    }

    @Override
    public void close() {
        agent.free();
    }

    private static final class LoopbackHarvester extends AbstractCandidateHarvester {

        @Override
        public Collection<LocalCandidate> harvest(Component component) {
            IceUdpSocketWrapper socket = new IceUdpSocketWrapper(loopbackSocket());
            HostCandidate candidate = new HostCandidate(socket, component);
            Agent agent = component.getParentStream().getParentAgent();
            agent.getFoundationsRegistry().assignFoundation(candidate);
            component.addLocalCandidate(candidate);
            candidate.getStunStack().addSocket(candidate.getStunSocket(null));
            component.getComponentSocket().add(socket);
            return List.of(candidate);
        }

        @Override
        public boolean isHostHarvester() {
            return true;
        }

        private static DatagramSocket loopbackSocket() {
            try {
                return new MultiplexingDatagramSocket(0, InetAddress.getLoopbackAddress());
            } catch (SocketException e) {
                throw new IllegalStateException("no socket on the loopback interface", e);
            }
        }
    }
}
