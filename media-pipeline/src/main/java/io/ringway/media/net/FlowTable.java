package io.ringway.media.net;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validated flows of one socket, by remote address. Only a connectivity check that proved a
 * leg's password makes an entry, so strangers leave no state.
 *
 * <p>Thread: the socket's event loop.
 */
final class FlowTable {

    private final Map<InetSocketAddress, Flow> flows = new HashMap<>();
    private final int maxFlows;

    FlowTable(int maxFlows) {
        this.maxFlows = maxFlows;
    }

    @Nullable Flow find(InetSocketAddress remote) {
        return flows.get(remote);
    }

    /** Notes which leg has just proved itself to live there; nothing when the table is full. */
    void validate(InetSocketAddress remote, PacketTarget target) {
        Flow flow = flows.get(remote);
        if (flow != null) {
            flow.moveTo(target);
        } else if (flows.size() < maxFlows) {
            flows.put(remote, new Flow(remote, target));
        }
    }

    /** Forgets an address unless it belongs to another leg by now. */
    void remove(InetSocketAddress remote, PacketTarget owner) {
        Flow flow = flows.get(remote);
        if (flow != null && flow.target() == owner) {
            flows.remove(remote);
        }
    }

    int size() {
        return flows.size();
    }
}
