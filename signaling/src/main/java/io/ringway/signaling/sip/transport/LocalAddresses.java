package io.ringway.signaling.sip.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The local addresses of a host with several, and which of them leads to a peer.
 *
 * <p>Thread: any.
 */
final class LocalAddresses {

    private final List<InetAddress> all;
    private final SipStackSettings settings;

    private LocalAddresses(List<InetAddress> all, SipStackSettings settings) {
        this.all = all;
        this.settings = settings;
    }

    /**
     * Looks the host's addresses up.
     *
     * @throws IOException when the host has none of the addresses asked for
     */
    static LocalAddresses of(SipStackSettings settings) throws IOException {
        Set<InetAddress> found = new LinkedHashSet<>();
        for (InetAddress asked : settings.addresses()) {
            if (asked.isAnyLocalAddress()) {
                addAll(found, asked instanceof Inet6Address);
            } else {
                found.add(asked);
            }
        }
        if (found.isEmpty()) {
            throw new IOException("no interface is up with an address of " + settings.addresses());
        }
        return new LocalAddresses(List.copyOf(found), settings);
    }

    private static void addAll(Set<InetAddress> found, boolean bothFamilies) throws IOException {
        for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!nic.isUp()) {
                continue;
            }
            for (InetAddress address : Collections.list(nic.getInetAddresses())) {
                boolean wanted = bothFamilies || address instanceof Inet4Address;
                if (wanted && !address.isLinkLocalAddress()) {
                    found.add(address);
                }
            }
        }
    }

    /** Every address listened on. */
    List<InetAddress> all() {
        return all;
    }

    /**
     * The address packets to that peer leave from: what the host's routes say, if it is listened
     * on; else the first of the same family.
     */
    InetAddress leadingTo(InetSocketAddress peer) {
        List<InetAddress> candidates = new ArrayList<>();
        for (InetAddress address : all) {
            if (address.getClass() == peer.getAddress().getClass()) {
                candidates.add(address);
            }
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        InetAddress routed =
                routed(peer, candidates.isEmpty() ? all.getFirst() : candidates.getFirst());
        return candidates.contains(routed) || candidates.isEmpty() ? routed : candidates.getFirst();
    }

    /** Connecting a datagram socket sends nothing but makes the kernel choose. */
    private static InetAddress routed(InetSocketAddress peer, InetAddress otherwise) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            int port = peer.getPort() == 0 ? 5060 : peer.getPort();
            probe.connect(new InetSocketAddress(peer.getAddress(), port));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        } catch (IOException unreachable) {
            return otherwise;
        }
    }

    /** Whether that literal is one of ours, or one mapped to it. */
    boolean isOurs(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(bare(literal));
            return all.contains(address) || settings.publicAddresses().containsValue(address);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static String bare(String literal) {
        return literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
    }

    /** How that peer knows a local address: as it is, or as the one mapped to it. */
    InetAddress advertised(InetAddress local, InetAddress peer) {
        for (Subnet inside : settings.insideNetworks()) {
            if (inside.contains(peer)) {
                return local;
            }
        }
        return settings.publicAddresses().getOrDefault(local, local);
    }
}
