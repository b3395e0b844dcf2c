package io.ringway.signaling.sip.transport;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On a host with several addresses: which of our sockets a peer was last heard on, as a NAT lets
 * answers in from that address only. Peers heard of longest ago are forgotten.
 *
 * <p>Thread: any.
 */
final class PeerSockets {

    private static final int MAX_PEERS = 8_192;

    private final LinkedHashMap<InetSocketAddress, DatagramFlow> last =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<InetSocketAddress, DatagramFlow> eldest) {
                    return size() > MAX_PEERS;
                }
            };

    synchronized void heard(DatagramFlow flow) {
        last.put(flow.remote(), flow);
    }

    synchronized @Nullable DatagramFlow flowTo(InetSocketAddress remote) {
        return last.get(remote);
    }
}
