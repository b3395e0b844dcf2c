package io.ringway.server.call;

import io.ringway.media.net.LocalAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** The local addresses a call may use. */
public final class LocalRoute {

    private static final int MAX_ADDRESSES = 8;

    private LocalRoute() {}

    /**
     * First the address the kernel itself would use to reach the server, which is a loopback one
     * for a server here; then the host's others, since media may be elsewhere than signaling.
     *
     * @throws CallException when the server's name or a way to it is not known
     */
    static List<InetAddress> towards(CallUrl url) throws CallException {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(towards(url.host(), url.port()));
        for (InetAddress other : LocalAddresses.discover(false)) {
            if (addresses.size() < MAX_ADDRESSES && !addresses.contains(other)) {
                addresses.add(other);
            }
        }
        return addresses;
    }

    /**
     * The address the kernel itself would use to reach a host.
     *
     * @throws CallException when its name or a way to it is not known
     */
    public static InetAddress towards(String host, int port) throws CallException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            // Connecting a UDP socket sends nothing; it only asks the routing table.
            probe.connect(new InetSocketAddress(InetAddress.getByName(host), port));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        } catch (UnknownHostException e) {
            throw new CallException("no host is called " + host, e);
        } catch (IOException e) {
            throw new CallException("no way leads to " + host + ": " + e.getMessage(), e);
        }
    }
}
