package io.ringway.signaling.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Our address as a peer can reach it. Thread: any. */
final class OwnAddress {

    private final LocalAddresses addresses;
    private final Map<SipTransport, Integer> ports;
    private final Sockets sockets;

    OwnAddress(LocalAddresses addresses, Map<SipTransport, Integer> ports, Sockets sockets) {
        this.addresses = addresses;
        this.ports = Map.copyOf(ports);
        this.sockets = sockets;
    }

    /**
     * The one a peer has last sent to, which what it is sent leaves from; else what leads there.
     */
    InetAddress local(InetSocketAddress peer) {
        InetAddress heard = sockets.heardAt(peer);
        return heard != null ? heard : addresses.leadingTo(peer);
    }

    InetAddress advertised(InetSocketAddress peer) {
        return addresses.advertised(local(peer), peer.getAddress());
    }

    /** As the far end of a flow can reach us. */
    InetAddress advertised(SipFlow flow) {
        return addresses.advertised(flow.local().getAddress(), flow.remote().getAddress());
    }

    /** The port listened on, of a transport that is on. */
    int port(SipTransport transport) {
        Integer port = ports.get(transport);
        if (port == null) {
            throw new IllegalArgumentException("SIP over " + transport + " is off");
        }
        return port;
    }

    /** Whether a Via of ours may name that host and port. */
    boolean isOurs(String host, int port) {
        return ports.containsValue(port) && addresses.isOurs(host);
    }

    boolean isOn(SipTransport transport) {
        return ports.containsKey(transport);
    }

    /** The ports listened on. */
    Map<SipTransport, Integer> ports() {
        return ports;
    }
}
