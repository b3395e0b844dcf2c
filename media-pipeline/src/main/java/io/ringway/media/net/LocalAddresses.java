package io.ringway.media.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** The addresses media sockets are bound to when none are configured. */
public final class LocalAddresses {

    private LocalAddresses() {}

    /**
     * Addresses of all interfaces that are up, without link-local and multicast ones; the loopback
     * addresses only if there is no other (or if asked for).
     *
     * @param includeLoopback whether loopback addresses are wanted beside others
     * @throws IllegalStateException when the system cannot list its interfaces or has none
     */
    public static List<InetAddress> discover(boolean includeLoopback) {
        List<InetAddress> global = new ArrayList<>();
        List<InetAddress> loopback = new ArrayList<>();
        try {
            for (NetworkInterface networkInterface :
                    NetworkInterface.networkInterfaces().toList()) {
                if (networkInterface.isUp()) {
                    networkInterface.inetAddresses().forEach(a -> sort(a, global, loopback));
                }
            }
        } catch (SocketException e) {
            throw new IllegalStateException("the network interfaces cannot be listed", e);
        }
        if (includeLoopback || global.isEmpty()) {
            global.addAll(loopback);
        }
        if (global.isEmpty()) {
            throw new IllegalStateException(
                    "no local address found for media; name some by local-addresses");
        }
        return List.copyOf(global);
    }

    private static void sort(
            InetAddress address, List<InetAddress> global, List<InetAddress> loopback) {
        if (address.isLoopbackAddress()) {
            loopback.add(address);
        } else if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
            global.add(address);
        }
    }
}
