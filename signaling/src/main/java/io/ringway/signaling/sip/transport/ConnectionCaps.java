package io.ringway.signaling.sip.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections, in all and by remote address, and says when there are too many. Thread: any.
 */
final class ConnectionCaps {

    private final int max;
    private final int maxPerAddress;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int total;

    ConnectionCaps(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    synchronized boolean tryEnter(InetAddress address) {
        int ofAddress = open.getOrDefault(address, 0);
        if (total >= max || ofAddress >= maxPerAddress) {
            return false;
        }
        open.put(address, ofAddress + 1);
        total++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        total--;
    }

    synchronized int open() {
        return total;
    }
}
