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

    /**
     * Notes that a leg has just proved itself to live there.
     *
     * @return false when there is no room for the address, or another leg there had to make room
     */
    boolean validate(InetSocketAddress remote, PacketTarget target) {
        Flow flow = flows.get(remote);
        if (flow != null) {
            return flow.claim(target);
        }
        if (flows.size() >= maxFlows) {
            return false;
        }
        flows.put(remote, new Flow(remote, target));
        return true;
    }

    /** Forgets that a leg lives there, and the address if no other does. */
    void remove(InetSocketAddress remote, PacketTarget owner) {
        Flow flow = flows.get(remote);
        if (flow != null && flow.abandon(owner)) {
            flows.remove(remote);
        }
    }

    int size() {
        return flows.size();
    }
}
